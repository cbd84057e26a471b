using System;

namespace EdgeGuard.Telemetry;

/// <summary>A batch of events in a proof file, byte for byte as its module sent it.</summary>
/// <param name="Site">By its topic. What the seal proves is the stream, not the name: compare it with the module's.</param>
/// <param name="Module">Likewise.</param>
/// <param name="ReceivedAt">When the central console had it, by its clock; no seal covers that.</param>
/// <param name="Batch">Its bytes, at most <see cref="ProofFormat.MaxBatch"/>.</param>
public sealed record ProofBatch(string Site, string Module, DateTimeOffset ReceivedAt, byte[] Batch);
