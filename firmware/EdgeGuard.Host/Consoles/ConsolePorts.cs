using System;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;
using EdgeGuard.Shell;

namespace EdgeGuard.Host;

/// <summary>Opens what <c>--console</c> names.</summary>
internal static class ConsolePorts
{
    internal const string Stdio = "stdio";

    private const int Baud = 115_200;

    /// <summary>The port, or null and the problem in words.</summary>
    /// <param name="name"><c>stdio</c>, the path of a terminal device, or <c>HOST:PORT</c> on loopback.</param>
    /// <param name="clock">What it waits by.</param>
    /// <param name="log">Takes what is wrong with it later.</param>
    /// <param name="problem">Empty after success.</param>
    internal static IConsolePort? TryOpen(string name, IClock clock, Action<string> log, out string problem)
    {
        problem = "";
        if (name == Stdio) return new StdioConsolePort(clock);
        if (name.StartsWith('/')) return Serial(name, clock, log);
        if (
            SettingText.TryEndpoint(name, out string host, out int port)
                && IPAddress.TryParse(host == "localhost" ? "127.0.0.1" : host, out IPAddress? address))
        {
            return TcpConsolePort.TryOpen(new IPEndPoint(address, port), clock, out problem);
        }
        problem = $"'{name}' is no console: 'stdio', the path of a serial port such as /dev/ttyS0, or 127.0.0.1:PORT";
        return null;
    }

    private static SerialConsolePort Serial(string path, IClock clock, Action<string> log)
    {
        var port = new TtyPort(path, new SerialFormat(Baud, SerialParity.None, 1), isRs485: false, clock);
        return new SerialConsolePort(port, clock)
        {
            Faulted = fault => log($"console {path}: {SerialFaultText.Of(fault)}; it is tried again every second"),
        };
    }
}
