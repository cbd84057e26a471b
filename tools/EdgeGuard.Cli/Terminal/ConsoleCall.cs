using System;
using System.IO;
using System.Net.Sockets;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;
using EdgeGuard.Shell;

namespace EdgeGuard.Cli;

/// <summary>Carries keys to a module and what it shows back, until one side ends.</summary>
internal sealed class ConsoleCall(TextWriter errors)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Baud = 115_200;
    private const int ConnectMs = 5_000;
    private const int WriteMs = 30_000;

    // One thread looks at both sides in turn: what neither a person nor a line of this speed notices.
    private const int SliceMs = 5;

    private const byte Leave = 0x1D; // Ctrl-]

    private readonly SystemClock _clock = new();

    internal int Run(string port, string? logFile)
    {
        SessionLog? log = null;
        if (logFile != null)
        {
            log = SessionLog.TryOpen(logFile, out string fault);
            if (log == null) return Fail(Failed, $"{logFile}: {fault}", "name a file that can be written");
        }
        using (log)
        {
            ILink? link = Open(port, out int code);
            if (link == null) return code;
            var stdio = new StandardInput();
            try
            {
                // Not before the terminal is set: that drops what was typed until then.
                errors.WriteLine($"edgeguard: {port}; Ctrl-] ends");
                return Carry(link, stdio, log);
            }
            finally
            {
                stdio.Restore();
                link.Close();
            }
        }
    }

    private int Carry(ILink link, StandardInput stdio, SessionLog? log)
    {
        var buffer = new byte[4096];
        while (true)
        {
            if (!stdio.HasEnded && StandardInput.IsReady(SliceMs))
            {
                int typed = stdio.Read(buffer);
                int leave = Array.IndexOf(buffer, Leave, 0, typed);
                if (!link.Write(buffer, 0, leave < 0 ? typed : leave, _clock.Now + WriteMs)) return Ended();
                if (leave >= 0) return Done;
            }
            if (!link.Ready(_clock.Now + SliceMs)) continue;
            int shown = link.Read(buffer, 0, buffer.Length, _clock.Now + SliceMs);
            if (shown == 0) return stdio.HasEnded ? Done : Ended();
            Show(buffer.AsSpan(0, shown));
            log?.Add(buffer.AsSpan(0, shown));
        }
    }

    private static void Show(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int written = StandardInput.Write(bytes, WriteMs);
            if (written < 0) return;
            bytes = bytes[written..];
        }
    }

    private int Ended() => Fail(Failed, "the line has ended", "is the module on, and the cable in?");

    private ILink? Open(string port, out int code)
    {
        code = Failed;
        if (port.StartsWith('/'))
        {
            var tty = new TtyPort(port, new SerialFormat(Baud, SerialParity.None, 1), isRs485: false, _clock);
            ISerialLink? serial = tty.Open(out SerialFault fault);
            if (serial != null) return new SerialConsoleLink(serial, _clock);
            Fail(Failed, $"{port}: {SerialFaultText.Of(fault)}", "name the serial port that the cable is in");
            return null;
        }
        if (!SettingText.TryEndpoint(port, out string host, out int number))
        {
            code = Fail(Misused, $"'{port}' is neither a serial port's path nor HOST:PORT", "such as /dev/ttyUSB0 or 127.0.0.1:8023");
            return null;
        }
        Socket? socket = TcpConnect.Open(host, number, _clock.Now + ConnectMs, _clock, out string problem);
        if (socket != null) return new SocketLink(socket, _clock);
        Fail(Failed, $"{port}: {problem}", "the module's console listens on its own loopback: come with ssh -L");
        return null;
    }

    private int Fail(int code, string message, string hint)
    {
        errors.WriteLine("edgeguard: error: " + message);
        errors.WriteLine("edgeguard: hint: " + hint);
        return code;
    }
}
