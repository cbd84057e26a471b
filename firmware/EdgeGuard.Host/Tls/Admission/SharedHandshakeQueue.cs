using System;
using System.Collections.Generic;

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
        lock (_gate) HandshakeQueue.HelloReceived(pending, now);
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

    /// <summary>When somebody has to be looked at although nothing comes, monotonic milliseconds; <see cref="long.MaxValue"/>: nobody
    /// has.</summary>
    /// <param name="silentMs">How long a connection may be silent.</param>
    /// <param name="waitingAt">When to look after those who wait for a slot.</param>
    internal long Due(int silentMs, long waitingAt)
    {
        lock (_gate)
        {
            long oldest = _room.OldestSilence();
            long silentAt = oldest == long.MaxValue ? oldest : oldest + silentMs;
            return _room.HasHello ? Math.Min(silentAt, waitingAt) : silentAt;
        }
    }

    /// <summary>Breaks off the handshakes that have had their time while others wait.</summary>
    internal void BreakOffSlow(long now)
    {
        lock (_gate)
        {
            for (PendingConnection? slow = _room.GiveWay(now); slow != null; slow = _room.GiveWay(now)) slow.Socket!.Abort();
        }
    }

    /// <summary>A connection that begins its handshake now, and holds a slot; null where none can, and once closed.</summary>
    internal PendingConnection? TakeSlot(long now)
    {
        lock (_gate) return _isClosed ? null : _room.TakeSlot(now);
    }

    /// <summary>Gives a slot back.</summary>
    internal void ReleaseSlot(PendingConnection pending)
    {
        lock (_gate) _room.ReleaseSlot(pending);
    }

    /// <summary>Gives a slot back, and takes it for the next at once, as above: a thread that goes on with that one is never one more than
    /// there are slots.</summary>
    internal PendingConnection? PassSlot(PendingConnection from, long now)
    {
        lock (_gate)
        {
            _room.ReleaseSlot(from);
            return _isClosed ? null : _room.TakeSlot(now);
        }
    }

    /// <summary>Ends what everybody works on. False when it was closed before.</summary>
    internal bool Close()
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _isClosed = true;
            foreach (PendingConnection pending in _room.Everybody()) pending.Socket?.Abort();
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
