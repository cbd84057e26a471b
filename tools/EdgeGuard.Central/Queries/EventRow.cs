using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>An event as it is stored.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Stream">Name of the stream, hex.</param>
/// <param name="Boot">Number of the start.</param>
/// <param name="Record">What the module said.</param>
/// <param name="Peer">Whom it is about; null for nobody.</param>
/// <param name="Seal">What the seal of its batch proved.</param>
/// <param name="ReceivedAt">When it came, milliseconds since 1970 by this computer's clock.</param>
/// <param name="Batch">The batch that brought it.</param>
public sealed record EventRow(
    string Site, string Module, string Stream, int Boot, EventRecord Record, Peer? Peer, SealProof Seal, long ReceivedAt, Place Batch);
