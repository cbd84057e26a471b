namespace EdgeGuard.Telemetry;

/// <summary>Batches of one start of a module that follow each other without anything between them.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Stream">Name of its stream, hex.</param>
/// <param name="Boot">Number of the start.</param>
/// <param name="First">Number of the first event.</param>
/// <param name="Last">Number of the last event.</param>
/// <param name="Batches">How many batches they are.</param>
/// <param name="Events">How many events are in them.</param>
/// <param name="Proof">What the seal of each of them proves.</param>
/// <param name="IsFromStart">Whether nothing was sent in this start before the first of them; known where it is sealed.</param>
/// <param name="Problem">What is wrong beside their own seals; empty for nothing.</param>
public sealed record ProofRun(
    string Site, string Module, string Stream, int Boot, long First, long Last, int Batches, long Events, SealProof Proof,
    bool IsFromStart, string Problem);
