using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The simulated PLC as units on an RTU line, on a thread of its own:
/// it answers what is meant for it, and keeps silent otherwise.</summary>
internal sealed class PlcSerialLine
{
    private const int ReopenMs = 200;
    private const long SecondUs = 1_000_000;

    private readonly PlcServer _server;
    private readonly PlcSerialOptions _options;
    private readonly IClock _clock;
    private readonly RtuTiming _timing;
    private readonly RtuFramer _framer;
    private readonly CancellationToken _stopping;
    private readonly Thread _thread;
    private readonly Request _request = new();
    private readonly byte[] _buffer = new byte[2 * ModbusLimits.MaxRtuAdu];
    private readonly Lock _gate = new();
    private ISerialLink? _link; // guarded by _gate
    private byte[] _keptBack = [];

    internal PlcSerialLine(PlcServer server, PlcSerialOptions options, IClock clock, CancellationToken stopping)
    {
        _server = server;
        _options = options;
        _clock = clock;
        _stopping = stopping;
        _timing = new RtuTiming(options.Format, RtuTiming.MinStretchPercent);
        _framer = new RtuFramer(RtuSide.Request, _timing);
        _thread = new Thread(Run) { IsBackground = true, Name = "plc line" };
    }

    /// <summary>Opens the port and begins to answer. Otherwise nothing runs.</summary>
    internal SerialFault Start()
    {
        ISerialLink? link = Open(out SerialFault fault);
        if (link != null) _thread.Start(link);
        return fault;
    }

    internal void Stop()
    {
        lock (_gate) _link?.Abort();
        if (_thread.IsAlive) _thread.Join();
    }

    private ISerialLink? Open(out SerialFault fault)
    {
        ISerialLink? link = _options.Port.Open(out fault);
        if (link != null && _options.IsPaced) link = new PacedLink(link, _options.Format, _clock);
        lock (_gate) _link = link;
        return link;
    }

    private void Run(object? opened)
    {
        var link = (ISerialLink?)opened;
        while (!_stopping.IsCancellationRequested)
        {
            if (link != null) Serve(link);
            link?.Close();
            if (_stopping.WaitHandle.WaitOne(ReopenMs)) return;
            link = Open(out _);
        }
        link?.Close();
    }

    private void Serve(ISerialLink link)
    {
        int count = 0;
        long lastByteAt = 0;
        // Until when the line is known to have been silent. The clock alone does not tell: what comes while this thread has to wait for the
        // processor is still unread.
        long silentUntil = 0;
        while (!_stopping.IsCancellationRequested)
        {
            switch (_framer.Next(_buffer, 0, count, lastByteAt, silentUntil))
            {
                case Framing.Frame:
                    if (!ServeFrame(link, _framer.FrameLength, lastByteAt)) return;
                    count = 0;
                    break;
                case Framing.Broken:
                    if (!AwaitSilence(link)) return;
                    count = 0;
                    break;
                default:
                    long until = count == 0 ? _clock.Microseconds + SecondUs : lastByteAt + _timing.SilenceUs;
                    int read = link.Read(_buffer, count, _buffer.Length - count, until);
                    if (read < 0) return;
                    silentUntil = _clock.Microseconds;
                    if (read > 0) lastByteAt = silentUntil;
                    count += read;
                    break;
            }
        }
    }

    private bool ServeFrame(ISerialLink link, int length, long lastByteAt)
    {
        _request.Decode(_buffer[0], _buffer, 1, length - 1 - Crc16.Length);
        PlcExchange? exchange = _server.ServeSerial(_request, out PlcMisbehaviour? misbehaviour);
        if (exchange == null) return true;
        if (!Wait(link, lastByteAt + _timing.InterFrameUs)) return false;
        byte[] frame = Frame(exchange);
        switch (exchange.Fault)
        {
            case PlcFault.Silence: return true;
            case PlcFault.Stale:
                _keptBack = frame;
                return true;
            case PlcFault.Slow when !Wait(link, _clock.Microseconds + misbehaviour!.Number * 1000L): return false;
            case PlcFault.ByteByByte: return SendSlowly(link, frame, misbehaviour!.Number);
            default:
                byte[] first = _keptBack;
                _keptBack = [];
                return (
                    first.Length == 0
                        || (Send(link, first) && Wait(link, _clock.Microseconds + _timing.FrameUs(first.Length) + _timing.InterFrameUs)))
                    && Send(link, frame);
        }
    }

    private static byte[] Frame(PlcExchange exchange)
    {
        PlcFault fault = exchange.Fault;
        byte[] pdu = exchange.Response.ToArray();
        if (fault == PlcFault.TrailingBytes) pdu = [.. pdu, 0];
        if (fault == PlcFault.ShortResponse) pdu = pdu[..^1];
        if (fault == PlcFault.WrongFunction) pdu[0] ^= 0x10;
        byte unit = fault == PlcFault.WrongUnit ? (byte)(exchange.Unit + 1 & 0xFF) : exchange.Unit;
        byte[] frame = [unit, .. pdu, 0, 0];
        Crc16.Append(frame, 0, frame.Length - Crc16.Length);
        return fault switch
        {
            PlcFault.WrongCrc => [.. frame[..^1], (byte)(frame[^1] ^ 1)],
            PlcFault.Cut => frame[..(frame.Length / 2)],
            PlcFault.Twice => [.. frame, .. frame],
            PlcFault.Noise => [0xFF, 0x00, .. frame],
            _ => frame,
        };
    }

    private bool SendSlowly(ISerialLink link, byte[] frame, int milliseconds)
    {
        for (int i = 0; i < frame.Length; i++)
        {
            if (!Wait(link, _clock.Microseconds + milliseconds * 1000L) || !Send(link, [frame[i]])) return false;
        }
        return true;
    }

    private bool Send(ISerialLink link, byte[] bytes) =>
        link.Write(bytes, 0, bytes.Length, _clock.Microseconds + _timing.FrameUs(bytes.Length) + SecondUs);

    // What comes meanwhile is nothing to us: who asks has to wait for the answer. False: the link has ended.
    private bool Wait(ISerialLink link, long until)
    {
        int read = 0;
        while (read >= 0 && _clock.Microseconds < until) read = link.Read(_buffer, 0, _buffer.Length, until);
        return read >= 0;
    }

    private bool AwaitSilence(ISerialLink link)
    {
        int read;
        do read = link.Read(_buffer, 0, _buffer.Length, _clock.Microseconds + _timing.SilenceUs);
        while (read > 0);
        return read == 0;
    }
}
