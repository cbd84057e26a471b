namespace EdgeGuard.Device;

/// <summary>What can be set about the TLS listener. Immutable.</summary>
public sealed class TlsListenerSetup
{
    /// <param name="address">One of the module's own addresses; 0.0.0.0 for all.</param>
    /// <param name="port">TCP port; 802 is that of MODBUS/TCP Security, 0 lets the network choose.</param>
    /// <param name="firstRecordMs">Milliseconds a client has for its first message.</param>
    /// <param name="acceptsFloor">Whether certificates can be judged by a clock that is only a floor (clock.untrusted), until a commit says
    /// otherwise.</param>
    public TlsListenerSetup(string address, int port, long firstRecordMs, bool acceptsFloor)
    {
        Address = address;
        Port = port;
        FirstRecordMs = firstRecordMs;
        AcceptsFloor = acceptsFloor;
    }

    public string Address { get; }

    public int Port { get; }

    public long FirstRecordMs { get; }

    public bool AcceptsFloor { get; }
}
