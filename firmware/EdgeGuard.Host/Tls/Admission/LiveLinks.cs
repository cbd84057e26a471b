using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Module;

namespace EdgeGuard.Host;

/// <summary>The links that stand, so that those whose certificate is no longer good can be ended. Any thread.</summary>
internal sealed class LiveLinks
{
    private readonly PeerVerifier _verifier;
    private readonly LeniencyAlarms _alarms;
    private readonly IEventSink _events;
    private readonly object _gate = new();
    private readonly HashSet<TlsLink> _links = []; // guarded by _gate

    internal LiveLinks(PeerVerifier verifier, LeniencyAlarms alarms, IEventSink events)
    {
        _verifier = verifier;
        _alarms = alarms;
        _events = events;
    }

    internal void Add(TlsLink link)
    {
        lock (_gate) _links.Add(link);
    }

    internal void Remove(TlsLink link)
    {
        lock (_gate) _links.Remove(link);
    }

    /// <summary>Verifies the certificates of all links again. Takes a millisecond or so for each.</summary>
    internal PeerRecheck Verify()
    {
        TlsLink[] links;
        lock (_gate) links = [.. _links];
        var recheck = new PeerRecheck();
        foreach (TlsLink link in links)
        {
            HandshakeFault fault = _verifier.Verify(link.Chain).Fault;
            if (fault != HandshakeFault.None) recheck.Add(link, fault);
            else _alarms.Check(link);
        }

        return recheck;
    }

    /// <summary>What would become of the links under another trust and other leniency. Changes nothing.</summary>
    internal ReloadEffect Foresee(TrustStore trust, PeerVerifierOptions options)
    {
        TlsLink[] links;
        lock (_gate) links = [.. _links];
        var effect = new ReloadEffect();
        foreach (TlsLink link in links)
        {
            if (_verifier.Verify(link.Chain).IsGood) effect.Add(_verifier.Verify(link.Chain, trust, options).Fault);
        }

        return effect;
    }

    /// <summary>Ends the links that failed, whatever their sessions are at, and tells of each.</summary>
    internal int End(PeerRecheck recheck)
    {
        foreach (TlsLink link in recheck.Failed)
        {
            _events.Add(new Event { Code = EventCode.SessionRevoked, Peer = link.Peer, A = (int)recheck.Check(link.Peer) });
        }
        Abort(recheck);
        return recheck.Failed.Count;
    }

    /// <summary>Ends the links that failed without a word: their sessions have reported it.</summary>
    internal void Abort(PeerRecheck recheck)
    {
        foreach (TlsLink link in recheck.Failed)
        {
            Remove(link);
            link.Abort();
        }
    }
}
