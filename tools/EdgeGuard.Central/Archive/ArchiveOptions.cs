namespace EdgeGuard.Central;

/// <summary>Where the archive is, and how much it keeps.</summary>
/// <param name="Folder">Its folder, which is there.</param>
public sealed record ArchiveOptions(string Folder)
{
    /// <summary>Days on which something arrived that are kept, the present one included; from 1.</summary>
    public int KeepDays { get; init; } = 400;

    /// <summary>Most bytes of all files together. The newest file stays in any case.</summary>
    public long KeepBytes { get; init; } = 200L << 30;

    /// <summary>From this size on another file is begun on the same day.</summary>
    public long FileBytes { get; init; } = 4L << 30;

    /// <summary>Most pages of a file, which then is as a disk that is full: for tests; 0 for any number.</summary>
    internal int MostPages { get; init; }
}
