using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>Everything that a request is handled by, as one immutable object: read once per request, swapped whole.</summary>
public sealed class GuardConfiguration
{
    public GuardConfiguration(CompiledPolicy policy)
    {
        Policy = policy;
    }

    /// <summary>What may pass.</summary>
    public CompiledPolicy Policy { get; }

    public GuardMode Mode { get; init; }

    /// <summary>Number of this configuration, as events report it.</summary>
    public int Generation { get; init; }

    /// <summary>First 32 bits of the policy's hash, as the event of its activation reports them.</summary>
    public int PolicyHash { get; init; }

    /// <summary>Milliseconds a unit without a time-out of its own may take to answer before the client gets 0B.</summary>
    public int PlcTimeoutMs { get; init; } = GuardLimits.DefaultPlcTimeoutMs;

    /// <summary>Milliseconds that connecting to the PLC may take.</summary>
    public int PlcConnectMs { get; init; } = GuardLimits.DefaultPlcConnectMs;

    /// <summary>Milliseconds without a request after which a connection to a PLC, or a bus's port, is closed; 0: it is kept.</summary>
    public int PlcIdleMs { get; init; }

    /// <summary>Milliseconds between connecting to the PLC and the first request.</summary>
    public int PlcConnectDelayMs { get; init; }

    /// <summary>The unit ids that clients use for others.</summary>
    public UnitAliases Units { get; init; } = UnitAliases.Identity;

    /// <summary>Largest whole frame, bytes: 260 by the specification. A session
    /// takes it when it begins, a connection when it connects.</summary>
    public int MaxFrame { get; init; } = ModbusLimits.MaxTcpAdu;

    /// <summary>Milliseconds without a request after which a session is closed.</summary>
    public int ClientIdleMs { get; init; } = GuardLimits.DefaultClientIdleMs;

    /// <summary>Milliseconds in which a client must finish a frame that it began, and take an answer.</summary>
    public int ClientStallMs { get; init; } = GuardLimits.DefaultClientStallMs;

    /// <summary>The site's zone. Windows of rules hold only while the clock is trusted.</summary>
    public ISiteTime SiteTime { get; init; } = new UtcSiteTime();

    /// <summary>Whether a clock that is only a floor is good enough to judge a certificate's end (clock.untrusted). Without any
    /// clock a client with a certificate is refused either way.</summary>
    public bool AcceptClockFloor { get; init; }

    /// <summary>Milliseconds that a certificate is accepted after it ran out.</summary>
    public long PeerExpiryGraceMs { get; init; }

    /// <summary>Whether every write that is forwarded is an event.</summary>
    public bool ReportWrites { get; init; }

    /// <summary>Behind which line each unit is.</summary>
    public UnitRoutes Routes { get; init; } = UnitRoutes.OneLine;

    /// <summary>While this configuration waits for its confirmation: what the one before would have let through. Null otherwise.</summary>
    public LiveDifference? Difference { get; init; }

    /// <summary>Milliseconds that a unit, as it is judged, may take to answer before the client gets 0B.</summary>
    internal int TimeoutMs(byte unit)
    {
        int own = Routes.TimeoutMs(unit);
        return own > 0 ? own : PlcTimeoutMs;
    }
}
