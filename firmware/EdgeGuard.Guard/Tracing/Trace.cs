using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>Who traces what the guard does: nobody, most of the time. Outlasts gateways; any thread.</summary>
/// <remarks>While nobody does, it costs a session the look at one reference in each place.</remarks>
public sealed class Trace
{
    /// <summary>Traces that may run at once: as many as there are consoles.</summary>
    public const int MaxTaps = 4;

    private readonly object _lock = new object();

    // Replaced whole under the lock; null while nobody traces. Read without it: every request takes locks on its way, so a session
    // sees a change by its next request.
    private TraceTap[]? _taps;

    internal TraceTap[]? Taps
    {
        get { return _taps; }
    }

    /// <summary>Begins a trace. Null: there are <see cref="MaxTaps"/> already.</summary>
    public TraceTap? Open(TraceOptions options, IClock clock)
    {
        lock (_lock)
        {
            int count = _taps == null ? 0 : _taps.Length;
            if (count == MaxTaps) return null;
            var taps = new TraceTap[count + 1];
            for (int i = 0; i < count; i++) taps[i] = _taps![i];
            taps[count] = new TraceTap(options, clock);
            _taps = taps;
            return taps[count];
        }
    }

    /// <summary>Ends a trace; one that has ended stays so.</summary>
    public void Close(TraceTap tap)
    {
        lock (_lock)
        {
            TraceTap[]? taps = _taps;
            int at = 0;
            while (taps != null && at < taps.Length && taps[at] != tap) at++;
            if (taps == null || at == taps.Length) return;
            _taps = taps.Length == 1 ? null : Without(taps, at);
        }
    }

    /// <summary>A listener turned a client away before it had a session.</summary>
    public void TurnedAway(Peer peer, HandshakeFault fault, IClock clock)
    {
        if (_taps != null) new TraceSource(this, clock, 0, peer).Link(TraceKind.HandshakeRefused, peer, (int)fault, 0);
    }

    private static TraceTap[] Without(TraceTap[] taps, int index)
    {
        var rest = new TraceTap[taps.Length - 1];
        for (int i = 0; i < rest.Length; i++) rest[i] = taps[i < index ? i : i + 1];
        return rest;
    }
}
