using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>What one client (its certificate, or its address without one) has used up, over all its sessions. Any thread.</summary>
internal sealed class ClientLimits
{
    private readonly object _gate = new object();
    private readonly RateBucket _rate = new RateBucket();
    private int _pending;

    internal ClientLimits(string key)
    {
        Key = key;
    }

    internal string Key { get; }

    /// <summary>Sessions the client has now. Guarded by whoever owns the <see cref="ClientTable"/>.</summary>
    internal int Sessions { get; set; }

    /// <summary>When its last session ended. Guarded likewise.</summary>
    internal long IdleSince { get; set; }

    /// <summary>Counts a request in that is about to wait for the PLC. None: it may, and <see cref="Leave"/> must follow.</summary>
    internal Refusal Enter(PolicyLimits limits, long now)
    {
        lock (_gate)
        {
            if (_pending >= limits.Pending) return Refusal.Pending;
            if (!_rate.Take(limits.RatePerSecond, limits.Burst, now)) return Refusal.Rate;
            _pending++;
            return Refusal.None;
        }
    }

    /// <summary>The request waits no more.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _pending--;
        }
    }
}
