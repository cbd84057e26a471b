using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>How a serial bus is used. Immutable.</summary>
public sealed class BusOptions
{
    public BusOptions(RtuTiming timing)
    {
        Timing = timing;
    }

    public RtuTiming Timing { get; }

    /// <summary>How often a read is sent again after an answer that arrived damaged. A write never is.</summary>
    public int Retries { get; init; } = GuardLimits.DefaultBusRetries;

    /// <summary>Milliseconds that the units get to carry out a broadcast, before anything else is sent.</summary>
    public int TurnaroundMs { get; init; } = GuardLimits.DefaultTurnaroundMs;

    /// <summary>Whether the transceiver hands us back what we send: it is compared and removed.</summary>
    public bool HasEcho { get; init; }
}
