using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>A time during which a policy was in force, as the module's events say.</summary>
/// <param name="Began">The event that it came into force.</param>
/// <param name="EndedUtc">When the next one did, milliseconds since 1970 by the module's clock; 0: it is the last.</param>
/// <param name="By">Who committed its configuration; empty where no event says.</param>
/// <param name="Policy">The policy; null where its text is not known here.</param>
internal sealed record PolicyTurn(EventRow Began, long EndedUtc, string By, ShownPolicy? Policy)
{
    /// <summary>What the event says of its hash: the first 32 bits.</summary>
    internal string HashStart => StartOf(Began.Record);

    internal int Generation => Began.Record.A;

    internal static string StartOf(EventRecord record) => unchecked((uint)record.B).ToString("x8");
}
