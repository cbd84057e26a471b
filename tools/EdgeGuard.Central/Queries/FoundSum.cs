using System;

namespace EdgeGuard.Central;

/// <summary>Equal refusals of one file, or of several.</summary>
/// <param name="Count">How many they are.</param>
/// <param name="FirstAt">When the first came, milliseconds since 1970 by this computer's clock.</param>
/// <param name="LastAt">When the last came.</param>
/// <param name="Last">The last event of it.</param>
internal sealed record FoundSum(long Count, long FirstAt, long LastAt, Place Last)
{
    /// <summary>Together with those of another file.</summary>
    internal FoundSum With(FoundSum other)
    {
        FoundSum last = other.Last > Last ? other : this;
        return new FoundSum(Count + other.Count, Math.Min(FirstAt, other.FirstAt), Math.Max(LastAt, other.LastAt), last.Last);
    }
}
