using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Reports;

/// <summary>One way into the module, as reported. Immutable.</summary>
public sealed class ListenerStatus
{
    public ListenerStatus(PeerTransport transport, string address)
    {
        Transport = transport;
        Address = address;
    }

    public PeerTransport Transport { get; }

    /// <summary>Where it listens, as set.</summary>
    public string Address { get; }

    /// <summary>Whether clients can come, now.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether clients are believed without proof: shown as unsafe wherever it shows.</summary>
    public bool IsUnsafe
    {
        get { return Transport != PeerTransport.Tls; }
    }
}
