namespace EdgeGuard.Central;

/// <summary>How the archive itself is.</summary>
/// <param name="Trouble">Why nothing is stored at present; empty while all is well.</param>
/// <param name="Bytes">Bytes of its files on the disk.</param>
/// <param name="Files">How many there are.</param>
/// <param name="OldestDay">The first day that is kept; empty while there is none.</param>
/// <param name="FreeBytes">What the disk has left.</param>
public sealed record ArchiveStatus(string Trouble, long Bytes, int Files, string OldestDay, long FreeBytes)
{
    /// <summary>How many messages wait to be stored.</summary>
    public int Waiting { get; init; }

    /// <summary>How many groups of messages went to the disk since the start.</summary>
    public long Commits { get; init; }

    /// <summary>How long that took.</summary>
    public System.TimeSpan CommitTime { get; init; }

    /// <summary>Bytes of a day, as the last week's days were that are over; 0 before the first is.</summary>
    public long BytesADay { get; init; }

    /// <summary>In how many days the disk is full, as things go; null where nobody can tell.</summary>
    public long? DaysLeft => BytesADay > 0 ? FreeBytes / BytesADay : null;
}
