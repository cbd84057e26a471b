using EdgeGuard.Core.Ports;
using EdgeGuard.Host.Serial;
using EdgeGuard.Modbus;
using EdgeGuard.Shell.Terminal;

namespace EdgeGuard.Host.Consoles;

/// <summary>A serial port or pseudo-terminal that people come to the console by: 115,200 Bd, 8N1.</summary>
internal sealed class TtyConsolePort : IConsolePort
{
    private const int Baud = 115_200;

    // A port that is not there may be plugged in later.
    private const int RetryMs = 1_000;

    private readonly TtyPort _port;
    private readonly IClock _clock;
    private readonly ISignal _closed;
    private readonly System.Action<string> _log;
    private SerialFault _told = SerialFault.None;

    internal TtyConsolePort(string path, IClock clock, System.Action<string> log)
    {
        Name = path;
        _clock = clock;
        _log = log;
        _closed = clock.CreateSignal();
        _port = new TtyPort(path, new SerialFormat(Baud, SerialParity.None, 1), isRs485: false, clock);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ILink? Open(long until)
    {
        ISerialLink? link = _port.Open(out SerialFault fault);
        if (fault != _told && fault != SerialFault.None) _log($"console {Name}: {SerialFaultText.Of(fault)}; it is tried again every second");
        _told = fault;
        if (link != null) return new SerialConsoleLink(link, _clock);
        _closed.Wait(System.Math.Max(until, _clock.Now + RetryMs));
        return null;
    }

    /// <inheritdoc/>
    public void Close() => _closed.Set();
}
