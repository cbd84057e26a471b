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
}
