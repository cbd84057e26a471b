namespace EdgeGuard.Core;

/// <summary>Our own limits and defaults, each with its reason. The specification's are ModbusLimits.</summary>
public static class GuardLimits
{
    /// <summary>Lines with a condition that may cover one address: bounds what a decision costs.</summary>
    public const int MaxConditionalLines = 16;

    /// <summary>Largest policy text, characters: what the device can hold twice.</summary>
    public const int MaxPolicyText = 65536;

    /// <summary>Requests of one client that may wait for the PLC at once, unless the policy says otherwise.</summary>
    public const int DefaultPending = 16;

    /// <summary>Milliseconds a request may wait for the line, unless the policy says otherwise: longer than that, and an
    /// operator has asked again.</summary>
    public const int DefaultLifetimeMs = 10_000;

    /// <summary>Sessions a client may have at once, unless the policy says otherwise.</summary>
    public const int DefaultSessionsPerClient = 8;

    /// <summary>Sessions the module has at most, unless the policy says otherwise.</summary>
    public const int DefaultSessions = 64;

    /// <summary>Milliseconds a PLC may take to answer: an old one behind a slow scan takes a few hundred.</summary>
    public const int DefaultPlcTimeoutMs = 1_000;

    /// <summary>Milliseconds that connecting to the PLC may take: on one switch it takes a few.</summary>
    public const int DefaultPlcConnectMs = 2_000;

    /// <summary>Milliseconds without a request after which a session is closed: the slowest pollers ask every few minutes.</summary>
    public const int DefaultClientIdleMs = 600_000;

    /// <summary>Milliseconds in which a client must finish a frame and take an answer: a frame is one TCP segment.</summary>
    public const int DefaultClientStallMs = 5_000;
}
