using System;

namespace EdgeGuard.Core;

/// <summary>What the lights tell of the module.</summary>
[Flags]
public enum PanelState
{
    /// <summary>Nothing is in force: everything is refused.</summary>
    None = 0,

    /// <summary>It has not come so far yet.</summary>
    Starting = 1,

    /// <summary>A policy is in force and clients are served.</summary>
    Guarding = 2,

    /// <summary>Somebody should look: observe mode, a plain listener, a configuration on trial, a clock that is not trusted.</summary>
    Attention = 4,

    /// <summary>A PLC did not answer or could not be reached when it was last asked.</summary>
    NoPlc = 8,

    /// <summary>The broker that is set is not connected.</summary>
    NoBroker = 16,

    /// <summary>A fault of the module itself.</summary>
    Fault = 32,
}
