namespace EdgeGuard.Telemetry;

/// <summary>The text of a module's policy, whole, and of the hash that it names. Immutable.</summary>
/// <param name="Stream">Name of the module's stream, hex.</param>
/// <param name="Boot">Number of the module's start that told it.</param>
/// <param name="Generation">Number of the configuration that it is of.</param>
/// <param name="Hash">Hash of its canonical form, lower-case hex.</param>
/// <param name="Text">As typed.</param>
/// <param name="Seal">What the seals of its parts prove.</param>
public sealed record PolicyText(string Stream, int Boot, int Generation, string Hash, string Text, SealProof Seal);
