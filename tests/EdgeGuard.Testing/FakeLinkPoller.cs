using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>Waits for links in memory under a <see cref="FakeClock"/>. Tells of each once, until it is watched again.</summary>
public sealed class FakeLinkPoller : ILinkPoller, IWaitable
{
    private readonly FakeClock _clock;
    private readonly List<(IFakePolledLink Link, IPolled Owner)> _watched = [];
    private bool _isWoken;

    public FakeLinkPoller(FakeClock clock)
    {
        _clock = clock;
    }

    bool IWaitable.IsReady
    {
        get { return _isWoken || First() >= 0; }
    }

    long IWaitable.ReadyAt
    {
        get
        {
            long at = long.MaxValue;
            foreach ((IFakePolledLink link, _) in _watched) at = Math.Min(at, link.HappensAt);
            return at;
        }
    }

    public bool Watch(IPolledLink link, IPolled owner)
    {
        lock (_clock.Gate)
        {
            _clock.Join();
            if (link is not IFakePolledLink fake) return false;
            _watched.RemoveAll(watched => watched.Link == fake);
            fake.Watched();
            _watched.Add((fake, owner));
            return true;
        }
    }

    public bool Await(IPolledLink link, long until)
    {
        return false;
    }

    public IPolled? Next(long until)
    {
        lock (_clock.Gate)
        {
            _clock.Block(this, until);
            _isWoken = false;
            int first = First();
            if (first < 0) return null;
            IPolled next = _watched[first].Owner;
            _watched.RemoveAt(first);
            return next;
        }
    }

    public void Wake()
    {
        lock (_clock.Gate)
        {
            _isWoken = true;
            _clock.Changed();
        }
    }

    private int First()
    {
        return _watched.FindIndex(watched => watched.Link.HasHappened);
    }
}
