using System.Collections.Generic;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>The <see cref="HandshakeQueue"/> as several threads use it, until it closes. Any thread.</summary>
internal sealed class SharedHandshakeQueue
{
    private readonly object _gate = new();
    private readonly HandshakeQueue _room; // guarded by _gate
    private bool _isClosed; // guarded by _gate

    internal SharedHandshakeQueue(HandshakeQueue room)
    {
        _room = room;
    }

    internal bool IsClosed
    {
        get
        {
            lock (_gate) return _isClosed;
        }
    }

    /// <summary>Those who have not sent their ClientHello yet, as of now.</summary>
    internal List<PendingConnection> Silent()
    {
        var silent = new List<PendingConnection>();
        lock (_gate)
        {
            foreach (PendingConnection pending in _room.Waiting)
            {
                if (pending.Stage == PendingStage.Silent) silent.Add(pending);
            }
        }

        return silent;
    }

    /// <summary>Takes a newcomer in. Whoever has to go for it, or null.</summary>
    internal PendingConnection? Enter(PendingConnection newcomer)
    {
        lock (_gate) return _room.Enter(newcomer);
    }

    /// <summary>Takes a place away from somebody: there is no room for more. Whoever has to go, or null: nobody waits.</summary>
    internal PendingConnection? MakeRoom()
    {
        lock (_gate) return _room.MakeRoom();
    }

    /// <summary>A whole ClientHello has come: a handshake may begin.</summary>
    internal void HelloReceived(PendingConnection pending, long now)
    {
        lock (_gate)
        {
            HandshakeQueue.HelloReceived(pending, now);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Forgets a waiting connection.</summary>
    internal void Leave(PendingConnection pending)
    {
        lock (_gate) _room.Leave(pending);
    }

    /// <summary>A connection that has been silent for longer than this, or null.</summary>
    internal PendingConnection? SilentSince(long limit)
    {
        lock (_gate) return _room.SilentSince(limit);
    }

    /// <summary>Breaks off the handshakes that have had their time while others wait.</summary>
    internal void BreakOffSlow(long now)
    {
        lock (_gate)
        {
            for (PendingConnection? slow = _room.GiveWay(now); slow != null; slow = _room.GiveWay(now)) slow.Socket!.Abort();
        }
    }

    /// <summary>Waits for a connection that may begin its handshake; it holds a slot. Null once closed.</summary>
    internal PendingConnection? TakeSlot(IClock clock)
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                PendingConnection? next = _room.TakeSlot(clock.Now);
                if (next != null) return next;
                Monitor.Wait(_gate);
            }
        }

        return null;
    }

    /// <summary>Gives a handshake slot back.</summary>
    internal void ReleaseSlot(PendingConnection pending)
    {
        lock (_gate)
        {
            _room.ReleaseSlot(pending);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Wakes everybody who works on a connection, for the end. False when it was closed before.</summary>
    internal bool Close()
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _isClosed = true;
            foreach (PendingConnection pending in _room.Everybody()) pending.Socket?.Abort();
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Closes the connections that still wait. Of the thread that reads from them, after Close.</summary>
    internal void CloseWaiting()
    {
        lock (_gate)
        {
            foreach (PendingConnection pending in _room.Waiting) pending.Close();
        }
    }
}
