using System.Collections.Generic;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Tls;

/// <summary>The links that stand, so that those whose certificate is no longer good can be ended. Any thread.</summary>
internal sealed class LiveLinks
{
    private const long HourMs = 3_600_000;
    private const long AlarmEveryMs = 24 * HourMs;

    private readonly PeerVerifier _verifier;
    private readonly IEventSink _events;
    private readonly IClock _clock;
    private readonly object _gate = new();
    private readonly HashSet<TlsLink> _links = []; // guarded by _gate
    private long _nextAlarm = long.MinValue; // of the watching thread alone

    internal LiveLinks(PeerVerifier verifier, IEventSink events, IClock clock)
    {
        _verifier = verifier;
        _events = events;
        _clock = clock;
    }

    /// <summary>Takes a link in. <paramref name="verifiedBy"/> is what its certificate was verified against: if that has been
    /// replaced since, nobody else would look at the link again for a minute.</summary>
    internal void Add(TlsLink link, TrustStore verifiedBy)
    {
        lock (_gate)
            _links.Add(link);
        if (!ReferenceEquals(_verifier.Trust, verifiedBy))
            IsStillGood(link);
    }

    internal void Remove(TlsLink link)
    {
        lock (_gate)
            _links.Remove(link);
    }

    /// <summary>Verifies the certificates of all links again and ends those that fail. How many those were.</summary>
    internal int Recheck()
    {
        TlsLink[] links;
        lock (_gate)
            links = [.. _links];
        int ended = 0;
        foreach (TlsLink link in links)
        {
            if (!IsStillGood(link))
                ended++;
        }

        return ended;
    }

    /// <summary>Raises the alarm for a list that is out of date: when it begins, and then daily.</summary>
    internal void CheckLists()
    {
        long overdueMs = _verifier.Trust.OverdueMs(_clock.Utc);
        if (overdueMs <= 0)
        {
            _nextAlarm = long.MinValue;
            return;
        }

        if (_clock.Now < _nextAlarm)
            return;
        _nextAlarm = _clock.Now + AlarmEveryMs;
        _events.Add(new Event { Code = EventCode.CrlStale, A = (int)(overdueMs / HourMs) });
    }

    private bool IsStillGood(TlsLink link)
    {
        HandshakeFault fault = _verifier.Verify(link.Chain).Fault;
        if (fault == HandshakeFault.None)
            return true;
        Remove(link);
        _events.Add(new Event { Code = EventCode.SessionRevoked, Peer = link.Peer, A = (int)fault });
        link.Abort();
        return false;
    }
}
