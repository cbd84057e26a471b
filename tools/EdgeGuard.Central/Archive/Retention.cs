using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>How much of the archive is kept. Immutable.</summary>
/// <param name="Days">So many days on which something arrived, the present one included; from 1.</param>
/// <param name="Bytes">No more bytes than these.</param>
public sealed record Retention(int Days, long Bytes)
{
    /// <summary>Most days that can be set: ten years.</summary>
    public const int MostDays = 3660;

    /// <summary>Most gigabytes that can be set.</summary>
    public const int MostGigabytes = 100_000;

    public int Gigabytes => (int)(Bytes >> 30);

    /// <summary>Of whole gigabytes; null where a number is not within what can be set.</summary>
    public static Retention? Of(int days, int gigabytes) => days is >= 1 and <= MostDays && gigabytes is >= 1 and <= MostGigabytes
        ? new Retention(days, (long)gigabytes << 30)
        : null;

    /// <summary>The files that are too old or too much, the oldest first. The one that is written stays in any case.</summary>
    /// <param name="files">All files, the oldest first.</param>
    internal IReadOnlyList<ArchiveFile> TooMuch(IReadOnlyList<ArchiveFile> files)
    {
        long bytes = files.Sum(file => file.Bytes);
        HashSet<DateOnly> kept = [.. files.Select(file => file.Day).Distinct().TakeLast(Days)];
        var tooMuch = new List<ArchiveFile>();
        foreach (ArchiveFile file in files.SkipLast(1))
        {
            if (kept.Contains(file.Day) && bytes <= Bytes) continue;
            bytes -= file.Bytes;
            tooMuch.Add(file);
        }
        return tooMuch;
    }
}
