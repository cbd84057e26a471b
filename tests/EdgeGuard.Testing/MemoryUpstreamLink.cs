using EdgeGuard.Core.Ports;

namespace EdgeGuard.Testing;

/// <summary>The guard's end of a client's link in memory.</summary>
public class MemoryUpstreamLink : MemoryLink, IUpstreamLink
{
    private bool _isHandedOver;

    internal MemoryUpstreamLink(FakeClock clock, Peer peer, Inbox inbox, Inbox outbox)
        : base(clock, inbox, outbox)
    {
        Peer = peer;
    }

    public Peer Peer { get; }

    /// <summary>The listener hands the link out. The caller holds the clock's lock.</summary>
    internal void HandOver()
    {
        _isHandedOver = true;
        Clock.HandOver(1);
    }

    protected override void Touched()
    {
        if (!_isHandedOver) return;
        _isHandedOver = false;
        Clock.HandOver(-1);
    }
}
