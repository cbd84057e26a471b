namespace EdgeGuard.Central;

/// <summary>Events that a module numbered and that never arrived.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Stream">Name of the stream, hex.</param>
/// <param name="Boot">Number of the start.</param>
/// <param name="First">The first number that is missing.</param>
/// <param name="Last">The last.</param>
/// <param name="Batch">The batch that came after them.</param>
/// <param name="At">When that came, milliseconds since 1970.</param>
public sealed record Gap(string Site, string Module, string Stream, int Boot, long First, long Last, Place Batch, long At)
{
    /// <summary>How many are missing.</summary>
    public long Count => Last - First + 1;

    /// <summary>How many are missing of several; no more than a number holds, whatever a module claims.</summary>
    internal static long Total(System.Collections.Generic.IEnumerable<Gap> gaps)
    {
        long total = 0;
        foreach (Gap gap in gaps) total = gap.Count < long.MaxValue - total ? total + gap.Count : long.MaxValue;
        return total;
    }
}
