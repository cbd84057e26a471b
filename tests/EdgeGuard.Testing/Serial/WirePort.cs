using EdgeGuard.Core;

namespace EdgeGuard.Testing.Serial;

/// <summary>The module's port on a <see cref="SerialWire"/>.</summary>
public sealed class WirePort : ISerialPort
{
    private readonly SerialWire _wire;
    private WireLink? _link;
    private SerialFault _fault;

    internal WirePort(SerialWire wire, string name)
    {
        _wire = wire;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Whether the transceiver hears what it sends.</summary>
    public bool HasEcho { get; set; }

    /// <summary>Whether a write waits until its last stop bit has left; a port that cannot tell returns at once.</summary>
    public bool TellsWhenSent { get; set; } = true;

    /// <summary>Microseconds after which an adapter hands over what it has: 16 ms for many. 0: each byte at once.</summary>
    public long LatencyUs { get; set; }

    /// <summary>How often it was opened, with or without success.</summary>
    public int Opens { get; private set; }

    /// <summary>Whether it is open now.</summary>
    public bool IsOpen
    {
        get
        {
            _wire.Clock.Settle();
            lock (_wire.Clock.Gate) return _link is { IsEnded: false };
        }
    }

    public ISerialLink? Open(out SerialFault fault)
    {
        lock (_wire.Clock.Gate)
        {
            Opens++;
            fault = _link == null ? _fault : SerialFault.Busy;
            return fault == SerialFault.None ? _link = new WireLink(_wire, this) : null;
        }
    }

    /// <summary>The adapter is pulled out, or something else goes wrong with it.</summary>
    public void Fail(SerialFault fault)
    {
        lock (_wire.Clock.Gate)
        {
            _fault = fault;
            _link?.Abort();
        }
    }

    /// <summary>It is as it should be again.</summary>
    public void Mend()
    {
        lock (_wire.Clock.Gate) _fault = SerialFault.None;
    }

    internal void Closed()
    {
        _link = null;
    }
}
