namespace EdgeGuard.Telemetry;

/// <summary>The last line of a proof file, by which one that was cut off is told from a whole one.</summary>
/// <param name="Batches">How many lines with batches stand before it.</param>
/// <param name="IsWhole">Whether all that fits is in it; false where there was more than one file takes.</param>
public sealed record ProofEnd(int Batches, bool IsWhole);
