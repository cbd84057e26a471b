using System.Collections.Generic;
using System.Net;

namespace EdgeGuard.Host.Tls;

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
/// Not thread-safe: <see cref="Lobby"/> guards it.
/// </remarks>
internal sealed class WaitingRoom
{
    private readonly int _places;
    private readonly int _slots;
    private readonly long _fairTimeMs;
    private readonly List<Arrival> _waiting = []; // Silent and Greeted, oldest first
    private readonly List<Arrival> _handshaking = []; // oldest first

    /// <param name="places">Connections that may wait, at least 1.</param>
    /// <param name="slots">Handshakes at once, at least 1.</param>
    /// <param name="fairTimeMs">What a handshake may take while others wait.</param>
    internal WaitingRoom(int places, int slots, long fairTimeMs)
    {
        _places = places;
        _slots = slots;
        _fairTimeMs = fairTimeMs;
    }

    /// <summary>Silent and greeted connections, oldest first. Only to look at.</summary>
    internal IReadOnlyList<Arrival> Waiting
    {
        get { return _waiting; }
    }

    /// <summary>Takes a newcomer in. Whoever has to go for it, or null.</summary>
    internal Arrival? Enter(Arrival newcomer)
    {
        Arrival? displaced = _waiting.Count < _places ? null : MakeRoom();
        _waiting.Add(newcomer);
        return displaced;
    }

    /// <summary>Takes the place of the oldest connection of the address that holds most. Whoever has to go, or null: nobody waits.</summary>
    internal Arrival? MakeRoom()
    {
        if (_waiting.Count == 0)
            return null;
        Arrival displaced = OldestOfFullestAddress();
        _waiting.Remove(displaced);
        return displaced;
    }

    /// <summary>A whole ClientHello has come.</summary>
    internal static void Greet(Arrival arrival, long now)
    {
        arrival.Stage = ArrivalStage.Greeted;
        arrival.Since = now;
    }

    /// <summary>Forgets a waiting connection.</summary>
    internal void Leave(Arrival arrival)
    {
        _waiting.Remove(arrival);
    }

    /// <summary>A silent connection that has been so for longer than this, or null.</summary>
    internal Arrival? SilentSince(long limit)
    {
        foreach (Arrival arrival in _waiting)
        {
            if (arrival.Stage == ArrivalStage.Silent && arrival.Since <= limit)
                return arrival;
        }

        return null;
    }

    /// <summary>The next one to have a handshake slot, which it now holds, or null.</summary>
    internal Arrival? TakeSlot(long now)
    {
        if (_handshaking.Count >= _slots)
            return null;
        Arrival? next = NextGreeted();
        if (next == null)
            return null;
        _waiting.Remove(next);
        next.Stage = ArrivalStage.Handshaking;
        next.Since = now;
        _handshaking.Add(next);
        return next;
    }

    /// <summary>Gives a handshake slot back.</summary>
    internal void ReleaseSlot(Arrival arrival)
    {
        _handshaking.Remove(arrival);
    }

    /// <summary>The handshake that gives way now, or null. It keeps its slot until it is released.</summary>
    internal Arrival? GiveWay(long now)
    {
        int needed = GreetedCount();
        Arrival? slowest = null;
        foreach (Arrival arrival in _handshaking)
        {
            if (arrival.GaveWay)
                needed--;
            else if (now - arrival.Since >= _fairTimeMs && (slowest == null || HandshakesOf(arrival.Address) > HandshakesOf(slowest.Address)))
                slowest = arrival;
        }

        if (needed <= 0 || slowest == null)
            return null;
        slowest.GaveWay = true;
        return slowest;
    }

    /// <summary>Everybody, for the end.</summary>
    internal List<Arrival> Everybody()
    {
        return [.. _waiting, .. _handshaking];
    }

    private Arrival? NextGreeted()
    {
        Arrival? next = null;
        int fewest = _slots > 1 ? _slots / 2 : 1;
        foreach (Arrival arrival in _waiting)
        {
            if (arrival.Stage != ArrivalStage.Greeted)
                continue;
            int has = HandshakesOf(arrival.Address);
            if (has < fewest)
            {
                next = arrival;
                fewest = has;
            }
        }

        return next;
    }

    private int GreetedCount()
    {
        int count = 0;
        foreach (Arrival arrival in _waiting)
        {
            if (arrival.Stage == ArrivalStage.Greeted)
                count++;
        }

        return count;
    }

    private int HandshakesOf(IPAddress address)
    {
        int count = 0;
        foreach (Arrival arrival in _handshaking)
        {
            if (arrival.Address.Equals(address))
                count++;
        }

        return count;
    }

    // Silent ones go before greeted ones of the same address.
    private Arrival OldestOfFullestAddress()
    {
        Dictionary<IPAddress, int> places = [];
        foreach (Arrival arrival in _waiting)
            places[arrival.Address] = places.GetValueOrDefault(arrival.Address) + 1;
        Arrival victim = _waiting[0];
        foreach (Arrival arrival in _waiting)
        {
            int more = places[arrival.Address] - places[victim.Address];
            bool isMoreSilent = arrival.Stage == ArrivalStage.Silent && victim.Stage != ArrivalStage.Silent;
            if (more > 0 || (more == 0 && isMoreSilent))
                victim = arrival;
        }

        return victim;
    }
}
