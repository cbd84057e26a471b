using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>Watches links in memory under a <see cref="FakeClock"/>.</summary>
public sealed class FakeLinkWatch : ILinkWatch, IWaitable
{
    private readonly FakeClock _clock;
    private readonly List<IWatched> _watched = [];
    private bool _isClosed;

    public FakeLinkWatch(FakeClock clock)
    {
        _clock = clock;
    }

    bool IWaitable.IsReady
    {
        get { return _isClosed || First() >= 0; }
    }

    long IWaitable.ReadyAt
    {
        get
        {
            long at = long.MaxValue;
            foreach (IWatched watched in _watched) at = Math.Min(at, ((MemoryLink)watched.Link).ArrivesAt);
            return at;
        }
    }

    public bool CanWatch(IUpstreamLink link)
    {
        return link is MemoryUpstreamLink;
    }

    public bool Watch(IWatched waiting)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        lock (_clock.Gate)
        {
            var link = (MemoryUpstreamLink)waiting.Link;
            _clock.Join();
            link.Begin();
            if (link.HasArrived) return false;
            _watched.Add(waiting);
            return true;
        }
    }

    public void Forget(IWatched waiting)
    {
        lock (_clock.Gate) _watched.Remove(waiting);
    }

    public IWatched? Next(long until)
    {
        lock (_clock.Gate)
        {
            _clock.Block(this, until);
            int first = First();
            if (first < 0) return null;
            IWatched next = _watched[first];
            _watched.RemoveAt(first);
            return next;
        }
    }

    public void Close()
    {
        lock (_clock.Gate)
        {
            _isClosed = true;
            _clock.Changed();
        }
    }

    private int First()
    {
        return _watched.FindIndex(watched => ((MemoryLink)watched.Link).HasArrived);
    }
}
