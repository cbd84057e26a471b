using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>The text of a policy that a module told, as it is kept. Immutable.</summary>
/// <param name="Hash">Hash of its canonical form, lower-case hex.</param>
/// <param name="Text">As typed.</param>
/// <param name="Seal">What its seal proved when it came.</param>
/// <param name="FirstAt">When it first came, milliseconds since 1970.</param>
/// <param name="LastAt">When it came last.</param>
public sealed record KeptPolicy(string Hash, string Text, SealProof Seal, long FirstAt, long LastAt);
