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
    private readonly LeniencyAlarms _alarms;
    private readonly IEventSink _events;
    private readonly IClock _clock;
    private readonly object _gate = new();
    private readonly HashSet<TlsLink> _links = []; // guarded by _gate
    private long _nextAlarm = long.MinValue; // of the watching thread alone

    internal LiveLinks(PeerVerifier verifier, LeniencyAlarms alarms, IEventSink events, IClock clock)
    {
        _verifier = verifier;
        _alarms = alarms;
        _events = events;
        _clock = clock;
    }

    internal void Add(TlsLink link)
    {
        lock (_gate)
            _links.Add(link);
    }

    internal void Remove(TlsLink link)
    {
        lock (_gate)
            _links.Remove(link);
    }

    /// <summary>Verifies the certificates of all links again. Takes a millisecond or so for each.</summary>
    internal PeerRecheck Verify()
    {
        TlsLink[] links;
        lock (_gate)
            links = [.. _links];
        var recheck = new PeerRecheck();
        foreach (TlsLink link in links)
        {
            HandshakeFault fault = _verifier.Verify(link.Chain).Fault;
            if (fault != HandshakeFault.None)
                recheck.Add(link, fault);
            else
                _alarms.Check(link);
        }

        return recheck;
    }

    /// <summary>Ends the links that failed, whatever their sessions are at, and tells of each.</summary>
    internal int End(PeerRecheck recheck)
    {
        foreach (TlsLink link in recheck.Failed)
            _events.Add(new Event { Code = EventCode.SessionRevoked, Peer = link.Peer, A = (int)recheck.Check(link.Peer) });
        Abort(recheck);
        return recheck.Failed.Count;
    }

    /// <summary>Ends the links that failed without a word: their sessions have told of it.</summary>
    internal void Abort(PeerRecheck recheck)
    {
        foreach (TlsLink link in recheck.Failed)
        {
            Remove(link);
            link.Abort();
        }
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
}
