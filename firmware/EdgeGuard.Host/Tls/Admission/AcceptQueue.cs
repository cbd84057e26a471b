using System;
using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The links whose handshake is done, until somebody takes them, or to whom they go at once. Any thread; one takes.</summary>
internal sealed class AcceptQueue
{
    private readonly int _places;
    private readonly ISignal _signal;
    private readonly object _gate = new();
    private readonly Queue<TlsLink> _links = new(); // guarded by _gate
    private LinkTaker? _taker; // guarded by _gate
    private bool _isClosed; // guarded by _gate

    internal AcceptQueue(int places, IClock clock)
    {
        _places = places;
        _signal = clock.CreateSignal();
    }

    /// <summary>False when there is no place, or it is closed: the link stays the caller's. <paramref name="admitted"/> is
    /// called before anybody can take it; must not call back.</summary>
    internal bool Offer(TlsLink link, Action<TlsLink> admitted)
    {
        LinkTaker? taker;
        lock (_gate)
        {
            if (_isClosed || _links.Count >= _places) return false;
            admitted(link);
            taker = _taker;
            if (taker == null) _links.Enqueue(link);
        }

        if (taker == null) _signal.Set();
        else taker(link);
        return true;
    }

    /// <summary>Gives away what is here, and whatever comes from here on, instead of keeping it.</summary>
    internal void GiveTo(LinkTaker taker)
    {
        TlsLink[] waiting;
        lock (_gate)
        {
            _taker = taker;
            waiting = [.. _links];
            _links.Clear();
        }

        foreach (TlsLink link in waiting) taker(link);
    }

    /// <summary>The next link; null when none came until then, or once closed.</summary>
    internal TlsLink? Take(long until)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_links.Count > 0) return _links.Dequeue();
                if (_isClosed) return null;
            }

            if (!_signal.Wait(until)) return null;
        }
    }

    /// <summary>Takes no more, and closes those that nobody took.</summary>
    internal void Close()
    {
        List<TlsLink> left;
        lock (_gate)
        {
            _isClosed = true;
            left = [.. _links];
            _links.Clear();
        }

        foreach (TlsLink link in left) link.Close();
        _signal.Set();
    }
}
