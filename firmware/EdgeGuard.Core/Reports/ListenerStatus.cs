namespace EdgeGuard.Core;

/// <summary>One way into the module, as reported. Immutable.</summary>
public sealed class ListenerStatus
{
    /// <summary>One whose clients get their roles as is usual with its transport.</summary>
    public ListenerStatus(PeerTransport transport, string address)
        : this(transport, address, Usual(transport))
    {
    }

    public ListenerStatus(PeerTransport transport, string address, RoleOrigin roles)
    {
        Transport = transport;
        Address = address;
        Roles = roles;
    }

    public PeerTransport Transport { get; }

    /// <summary>Where it listens, as set.</summary>
    public string Address { get; }

    /// <summary>Whether clients can come, now.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What gives its clients their roles.</summary>
    public RoleOrigin Roles { get; }

    /// <summary>Whether clients are believed without proof: shown as unsafe wherever it shows.</summary>
    public bool IsUnsafe
    {
        get { return Transport != PeerTransport.Tls; }
    }

    private static RoleOrigin Usual(PeerTransport transport)
    {
        switch (transport)
        {
            case PeerTransport.Tls: return RoleOrigin.Certificate;
            case PeerTransport.Plain: return RoleOrigin.AddressTable;
            case PeerTransport.Serial: return RoleOrigin.Port;
            default: return RoleOrigin.Unknown;
        }
    }
}
