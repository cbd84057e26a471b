namespace EdgeGuard.Policy;

/// <summary>The limits that protect the PLC from its clients. Immutable. Defaults are GuardLimits'.</summary>
public sealed class PolicyLimits
{
    public PolicyLimits(int ratePerSecond, int burst, int pending, int lifetimeMs, int sessionsPerClient, int sessions)
    {
        RatePerSecond = ratePerSecond;
        Burst = burst;
        Pending = pending;
        LifetimeMs = lifetimeMs;
        SessionsPerClient = sessionsPerClient;
        Sessions = sessions;
    }

    /// <summary>Requests a second a client may send in the long run; 0: no limit.</summary>
    public int RatePerSecond { get; }

    /// <summary>Requests a client may send at once before the rate counts; at least 1 where there is a rate.</summary>
    public int Burst { get; }

    /// <summary>Requests of one client that may wait for the PLC at once.</summary>
    public int Pending { get; }

    /// <summary>Milliseconds a request may wait for the PLC line before it is answered 06.</summary>
    public int LifetimeMs { get; }

    /// <summary>Sessions a client may have at once.</summary>
    public int SessionsPerClient { get; }

    /// <summary>Sessions the module has at most.</summary>
    public int Sessions { get; }
}
