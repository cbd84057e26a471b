using System;

namespace EdgeGuard.Cli;

/// <summary>What can be measured, in the order in which it is.</summary>
[Flags]
internal enum BenchScenarios
{
    None = 0,

    /// <summary>Every path while all clients ask.</summary>
    Load = 1,

    /// <summary>The same over TLS while the proxy is flooded.</summary>
    Flood = 2,

    /// <summary>One PLC connection for all clients, beside one for a single client.</summary>
    Shared = 4,

    /// <summary>What clients cost that ask nothing.</summary>
    Idle = 8,

    /// <summary>The module that records who asks what, beside one that does not.</summary>
    Traffic = 16,

    All = Load | Flood | Shared | Idle | Traffic,
}
