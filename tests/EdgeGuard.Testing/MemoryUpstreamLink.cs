using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>The guard's end of a client's link in memory.</summary>
public class MemoryUpstreamLink : MemoryLink, IUpstreamLink
{
    private bool _isHandedOver;

    /// <summary>For links that bring their own bytes.</summary>
    protected MemoryUpstreamLink(FakeClock clock, Peer peer)
        : this(clock, peer, new Inbox(clock), new Inbox(clock))
    {
    }

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

    /// <summary>For links that read without the base: lets <see cref="FakeClock.Settle"/> go on.</summary>
    protected void Begun()
    {
        lock (Clock.Gate) Touched();
    }
}
