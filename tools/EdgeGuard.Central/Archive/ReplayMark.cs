namespace EdgeGuard.Central;

/// <summary>How far into the archive the catalog has taken what it holds.</summary>
/// <param name="File">Number of the file.</param>
/// <param name="Batch">The last row of <c>batch</c> in it.</param>
/// <param name="Report">The last row of <c>report</c>.</param>
/// <param name="Rejected">The last row of <c>rejected</c>.</param>
internal sealed record ReplayMark(int File, long Batch, long Report, long Rejected)
{
    internal static readonly ReplayMark Nothing = new(0, 0, 0, 0);

    /// <summary>The mark at which the rows of a file begin that are still to be taken.</summary>
    internal ReplayMark In(int file) => file == File ? this : new ReplayMark(file, 0, 0, 0);
}
