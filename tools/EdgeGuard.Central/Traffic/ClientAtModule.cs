using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>A client, with one of its roles, at one module.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Peer">Who it is, as the module told it last.</param>
/// <param name="Requests">All that it asked.</param>
/// <param name="Refused">How many of them were refused.</param>
/// <param name="Observed">How many were not allowed, and sent in mode observe.</param>
/// <param name="FirstAt">When it first asked, milliseconds since 1970.</param>
/// <param name="LastAt">When it asked last.</param>
/// <param name="Seal">What the seal proves of the report that told of it.</param>
internal sealed record ClientAtModule(
    string Site, string Module, Peer Peer, long Requests, long Refused, long Observed, long FirstAt, long LastAt, SealProof Seal);
