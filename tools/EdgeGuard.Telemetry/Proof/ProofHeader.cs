using System;

namespace EdgeGuard.Telemetry;

/// <summary>The first line of a proof file.</summary>
/// <param name="Format"><see cref="ProofFormat.Name"/>.</param>
/// <param name="Version"><see cref="ProofFormat.Version"/>.</param>
/// <param name="ExportedAt">When it was made, by the central console's clock.</param>
/// <param name="Search">What was searched for; empty for all. Each batch of the file holds an event that fits, and others with it.</param>
public sealed record ProofHeader(string Format, int Version, DateTimeOffset ExportedAt, string Search);
