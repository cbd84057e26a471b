using System.Collections.Generic;
using System.Threading;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Tls;

/// <summary>The <see cref="WaitingRoom"/> as several threads use it, until it closes. Any thread.</summary>
internal sealed class Lobby
{
    private readonly object _gate = new();
    private readonly WaitingRoom _room; // guarded by _gate
    private bool _isClosed; // guarded by _gate

    internal Lobby(WaitingRoom room)
    {
        _room = room;
    }

    internal bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <summary>Those who have not sent their ClientHello yet, as of now.</summary>
    internal List<Arrival> Silent()
    {
        var silent = new List<Arrival>();
        lock (_gate)
        {
            foreach (Arrival arrival in _room.Waiting)
            {
                if (arrival.Stage == ArrivalStage.Silent)
                    silent.Add(arrival);
            }
        }

        return silent;
    }

    /// <summary>Takes a newcomer in. Whoever has to go for it, or null.</summary>
    internal Arrival? Enter(Arrival newcomer)
    {
        lock (_gate)
            return _room.Enter(newcomer);
    }

    /// <summary>Takes a place away from somebody: there is no room for more. Whoever has to go, or null: nobody waits.</summary>
    internal Arrival? MakeRoom()
    {
        lock (_gate)
            return _room.MakeRoom();
    }

    /// <summary>A whole ClientHello has come: a handshake may begin.</summary>
    internal void Greet(Arrival arrival, long now)
    {
        lock (_gate)
        {
            WaitingRoom.Greet(arrival, now);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Forgets a waiting connection.</summary>
    internal void Leave(Arrival arrival)
    {
        lock (_gate)
            _room.Leave(arrival);
    }

    /// <summary>A connection that has been silent for longer than this, or null.</summary>
    internal Arrival? SilentSince(long limit)
    {
        lock (_gate)
            return _room.SilentSince(limit);
    }

    /// <summary>Breaks off the handshakes that have had their time while others wait.</summary>
    internal void BreakOffSlow(long now)
    {
        lock (_gate)
        {
            for (Arrival? slow = _room.GiveWay(now); slow != null; slow = _room.GiveWay(now))
                slow.Socket!.Abort();
        }
    }

    /// <summary>Waits for a connection that may begin its handshake; it holds a slot. Null once closed.</summary>
    internal Arrival? TakeSlot(IClock clock)
    {
        lock (_gate)
        {
            while (!_isClosed)
            {
                Arrival? next = _room.TakeSlot(clock.Now);
                if (next != null)
                    return next;
                Monitor.Wait(_gate);
            }
        }

        return null;
    }

    /// <summary>Gives a handshake slot back.</summary>
    internal void ReleaseSlot(Arrival arrival)
    {
        lock (_gate)
        {
            _room.ReleaseSlot(arrival);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Wakes everybody who works on a connection, for the end. False when it was closed before.</summary>
    internal bool Close()
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            foreach (Arrival arrival in _room.Everybody())
                arrival.Socket?.Abort();
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Closes the connections that still wait. Of the thread that reads from them, after Close.</summary>
    internal void CloseWaiting()
    {
        lock (_gate)
        {
            foreach (Arrival arrival in _room.Waiting)
                arrival.Close();
        }
    }
}
