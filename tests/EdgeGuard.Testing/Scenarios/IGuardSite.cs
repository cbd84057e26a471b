using System;
using System.Collections.Generic;

namespace EdgeGuard.Testing.Scenarios;

/// <summary>A running guard between clients and a PLC, whatever carries
/// their bytes: the same scenario runs in memory and over TLS.</summary>
/// <remarks>Its policy is <see cref="GuardScenarios.Policy"/>. No clock: what needs one is tested in memory alone.</remarks>
public interface IGuardSite : IDisposable
{
    /// <summary>The PLC's process.</summary>
    PlcModel Plc { get; }

    /// <summary>The request PDUs that reached the PLC, in order; complete once the last answer has been received.</summary>
    IReadOnlyList<byte[]> Forwarded { get; }

    /// <summary>A client that the guard knows by this role; null: one with a certificate and no role.</summary>
    ITestClient Connect(string? role);
}
