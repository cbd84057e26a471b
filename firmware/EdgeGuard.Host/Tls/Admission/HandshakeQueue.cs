using System.Collections.Generic;
using System.Net;

namespace EdgeGuard.Host;

/// <summary>Who waits for a handshake, who is at one, and who has to give way. Pure: time comes as an argument.</summary>
/// <remarks>
/// What it is for: any number of connections, from anywhere, must not keep a legitimate client out.
/// * A connection that has not sent its ClientHello costs a place here and nothing else. When all places are taken, the
///   newcomer gets the place of the oldest connection of the address that holds most places: a client that speaks at
///   once stays, one that says nothing goes, and a flood from one address displaces itself, not others.
/// * A handshake slot is given to the address that has fewest, the longest waiting first. One address never has more than
///   half of them.
/// * While somebody waits for a slot, handshakes that have had their fair time give way, those of the address that has
///   most first.
/// Not thread-safe: <see cref="SharedHandshakeQueue"/> guards it.
/// </remarks>
internal sealed class HandshakeQueue
{
    private readonly int _places;
    private readonly int _slots;
    private readonly long _fairTimeMs;
    private readonly List<PendingConnection> _waiting = []; // Silent and HelloReceived, oldest first
    private readonly List<PendingConnection> _handshaking = []; // oldest first

    /// <param name="places">Connections that may wait, at least 1.</param>
    /// <param name="slots">Handshakes at once, at least 1.</param>
    /// <param name="fairTimeMs">What a handshake may take while others wait.</param>
    internal HandshakeQueue(int places, int slots, long fairTimeMs)
    {
        _places = places;
        _slots = slots;
        _fairTimeMs = fairTimeMs;
    }

    /// <summary>Silent and greeted connections, oldest first. Only to look at.</summary>
    internal IReadOnlyList<PendingConnection> Waiting
    {
        get { return _waiting; }
    }

    /// <summary>Takes a newcomer in. Whoever has to go for it, or null.</summary>
    internal PendingConnection? Enter(PendingConnection newcomer)
    {
        PendingConnection? displaced = _waiting.Count < _places ? null : MakeRoom();
        _waiting.Add(newcomer);
        return displaced;
    }

    /// <summary>Takes the place of the oldest connection of the address
    /// that holds most. Whoever has to go, or null: nobody waits.</summary>
    internal PendingConnection? MakeRoom()
    {
        if (_waiting.Count == 0) return null;
        PendingConnection displaced = OldestOfFullestAddress();
        _waiting.Remove(displaced);
        return displaced;
    }

    /// <summary>A whole ClientHello has come.</summary>
    internal static void HelloReceived(PendingConnection pending, long now)
    {
        pending.Stage = PendingStage.HelloReceived;
        pending.Since = now;
    }

    /// <summary>Forgets a waiting connection.</summary>
    internal void Leave(PendingConnection pending)
    {
        _waiting.Remove(pending);
    }

    /// <summary>Since when the longest silent connection has been so; <see cref="long.MaxValue"/>: there is none.</summary>
    internal long OldestSilence()
    {
        long oldest = long.MaxValue;
        foreach (PendingConnection pending in _waiting)
        {
            if (pending.Stage == PendingStage.Silent && pending.Since < oldest) oldest = pending.Since;
        }

        return oldest;
    }

    /// <summary>Whether somebody waits for a slot.</summary>
    internal bool HasHello
    {
        get { return HelloCount() > 0; }
    }

    /// <summary>A silent connection that has been so for longer than this, or null.</summary>
    internal PendingConnection? SilentSince(long limit)
    {
        foreach (PendingConnection pending in _waiting)
        {
            if (pending.Stage == PendingStage.Silent && pending.Since <= limit) return pending;
        }

        return null;
    }

    /// <summary>The next one to have a handshake slot, which it now holds, or null.</summary>
    internal PendingConnection? TakeSlot(long now)
    {
        if (_handshaking.Count >= _slots) return null;
        PendingConnection? next = NextWithHello();
        if (next == null) return null;
        _waiting.Remove(next);
        next.Stage = PendingStage.Handshaking;
        next.Since = now;
        _handshaking.Add(next);
        return next;
    }

    /// <summary>Gives a handshake slot back.</summary>
    internal void ReleaseSlot(PendingConnection pending)
    {
        _handshaking.Remove(pending);
    }

    /// <summary>The handshake that gives way now, or null. It keeps its slot until it is released.</summary>
    internal PendingConnection? GiveWay(long now)
    {
        int needed = HelloCount();
        PendingConnection? slowest = null;
        foreach (PendingConnection pending in _handshaking)
        {
            if (pending.GaveWay)
            {
                needed--;
            }
            else if (
                now - pending.Since >= _fairTimeMs && (slowest == null || HandshakesOf(pending.Address) > HandshakesOf(slowest.Address)))
            {
                slowest = pending;
            }
        }

        if (needed <= 0 || slowest == null) return null;
        slowest.GaveWay = true;
        return slowest;
    }

    /// <summary>Everybody, for the end.</summary>
    internal List<PendingConnection> Everybody()
    {
        return [.. _waiting, .. _handshaking];
    }

    private PendingConnection? NextWithHello()
    {
        PendingConnection? next = null;
        int fewest = _slots > 1 ? _slots / 2 : 1;
        foreach (PendingConnection pending in _waiting)
        {
            if (pending.Stage != PendingStage.HelloReceived) continue;
            int has = HandshakesOf(pending.Address);
            if (has < fewest)
            {
                next = pending;
                fewest = has;
            }
        }

        return next;
    }

    private int HelloCount()
    {
        int count = 0;
        foreach (PendingConnection pending in _waiting)
        {
            if (pending.Stage == PendingStage.HelloReceived) count++;
        }

        return count;
    }

    private int HandshakesOf(IPAddress address)
    {
        int count = 0;
        foreach (PendingConnection pending in _handshaking)
        {
            if (pending.Address.Equals(address)) count++;
        }

        return count;
    }

    // Silent ones go before greeted ones of the same address.
    private PendingConnection OldestOfFullestAddress()
    {
        Dictionary<IPAddress, int> places = [];
        foreach (PendingConnection pending in _waiting) places[pending.Address] = places.GetValueOrDefault(pending.Address) + 1;
        PendingConnection victim = _waiting[0];
        foreach (PendingConnection pending in _waiting)
        {
            int more = places[pending.Address] - places[victim.Address];
            bool isMoreSilent = pending.Stage == PendingStage.Silent && victim.Stage != PendingStage.Silent;
            if (more > 0 || (more == 0 && isMoreSilent)) victim = pending;
        }

        return victim;
    }
}
