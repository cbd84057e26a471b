using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>A listener whose clients are made by the test.</summary>
public sealed class FakeListener : IListener, IWaitable
{
    private readonly FakeClock _clock;
    private readonly Queue<MemoryUpstreamLink> _links = new();
    private bool _isClosed;

    public FakeListener(FakeClock clock)
    {
        _clock = clock;
    }

    public bool IsClosed
    {
        get
        {
            lock (_clock.Gate) return _isClosed;
        }
    }

    bool IWaitable.IsReady
    {
        get { return _isClosed || _links.Count > 0; }
    }

    long IWaitable.ReadyAt
    {
        get { return long.MaxValue; }
    }

    /// <summary>A client connects, already authenticated as <paramref name="peer"/>.</summary>
    public MemoryClient Connect(Peer peer)
    {
        MemoryClient client = MemoryClient.Create(_clock, peer);
        Offer(client.Link);
        _clock.Settle();
        return client;
    }

    /// <summary>A link of the test's own making connects.</summary>
    public void Offer(MemoryUpstreamLink link)
    {
        lock (_clock.Gate)
        {
            _links.Enqueue(link);
            _clock.Changed();
        }
    }

    public IUpstreamLink? Accept(long until)
    {
        lock (_clock.Gate)
        {
            _clock.Block(this, until);
            if (_isClosed || _links.Count == 0) return null;
            MemoryUpstreamLink link = _links.Dequeue();
            link.HandOver();
            return link;
        }
    }

    public void Close()
    {
        lock (_clock.Gate)
        {
            _isClosed = true;
            while (_links.Count > 0) _links.Dequeue().Abort();
            _clock.Changed();
        }
    }
}
