using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>A serial port that people come to the console by.</summary>
/// <remarks>One that is not there, or is lost, is tried again every second: an adapter may be plugged in later.</remarks>
public sealed class SerialConsolePort : IConsolePort
{
    private const int RetryMs = 1_000;

    private readonly ISerialPort _port;
    private readonly IClock _clock;
    private readonly ISignal _closed;
    private SerialFault _told = SerialFault.None;

    /// <param name="port">The port, with its format: 115,200 Bd, 8N1 for people.</param>
    /// <param name="clock">What it waits by.</param>
    public SerialConsolePort(ISerialPort port, IClock clock)
    {
        _port = port;
        _clock = clock;
        _closed = clock.CreateSignal();
    }

    /// <summary>Takes what is wrong with the port, once for each fault; set before the first <see cref="Open"/>.</summary>
    public SerialFaultReport? Faulted { get; set; }

    /// <inheritdoc/>
    public string Name
    {
        get { return _port.Name; }
    }

    /// <inheritdoc/>
    public bool IsShared
    {
        get { return false; }
    }

    /// <inheritdoc/>
    public int Lines
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public ILink? Open(long until)
    {
        ISerialLink? link = _port.Open(out SerialFault fault);
        if (fault != _told && fault != SerialFault.None) Faulted?.Invoke(fault);
        _told = fault;
        if (link != null) return new SerialConsoleLink(link, _clock);
        long retry = _clock.Now + RetryMs;
        _closed.Wait(retry > until ? retry : until);
        return null;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _closed.Set();
    }
}
