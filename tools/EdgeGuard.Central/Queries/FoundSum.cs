using System;

namespace EdgeGuard.Central;

/// <summary>Equal refusals of one file, or of several.</summary>
/// <param name="Count">How many they are.</param>
/// <param name="FirstAt">When the first came, milliseconds since 1970 by this computer's clock.</param>
/// <param name="LastAt">When the last came.</param>
/// <param name="Last">The last event of it.</param>
internal sealed record FoundSum(long Count, long FirstAt, long LastAt, Place Last)
{
    /// <summary>Together with those of a later file.</summary>
    internal FoundSum With(FoundSum later) => new(
        Count + later.Count, Math.Min(FirstAt, later.FirstAt), Math.Max(LastAt, later.LastAt), later.Last);
}
