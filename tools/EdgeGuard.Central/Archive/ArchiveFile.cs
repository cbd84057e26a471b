using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>A file of the archive, <c>events-000001-2026-11-30.db</c>: numbered in the order in which they were begun, whatever the clock
/// said, and named by the day.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Number">From 1.</param>
/// <param name="Day">UTC.</param>
public sealed record ArchiveFile(string Path, int Number, DateOnly Day)
{
    private const string Prefix = "events-";
    private const string Ending = ".db";
    private const string DayForm = "yyyy-MM-dd";
    private const string Damaged = ".damaged";
    private const int NumberLength = 6;

    // The database last: what is left when deleting is cut short then belongs to one that is there.
    private static readonly string[] Endings = ["-shm", "-wal", ""];

    /// <summary>Its bytes on the disk, with what SQLite keeps beside it.</summary>
    public long Bytes => Endings.Select(ending => new FileInfo(Path + ending)).Where(f => f.Exists).Sum(f => f.Length);

    internal static ArchiveFile New(string folder, int number, DateOnly day)
    {
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{number:D6}-{day.ToString(DayForm, CultureInfo.InvariantCulture)}{Ending}");
        return new ArchiveFile(System.IO.Path.Combine(folder, name), number, day);
    }

    /// <summary>Those of a folder, oldest first.</summary>
    internal static List<ArchiveFile> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, Prefix + "*" + Ending).Select(Parse).OfType<ArchiveFile>().OrderBy(file => file.Number)];

    /// <summary>Deletes it.</summary>
    internal void Delete() => Delete(Path);

    /// <summary>Deletes a database, and what SQLite keeps beside it.</summary>
    internal static void Delete(string path)
    {
        foreach (string ending in Endings) File.Delete(path + ending);
    }

    /// <summary>Puts a database that is damaged where nobody takes it for a good one, with what SQLite keeps beside it.</summary>
    internal static void SetAside(string path)
    {
        foreach (string ending in Endings)
        {
            if (File.Exists(path + ending)) File.Move(path + ending, path + Damaged + ending, overwrite: true);
        }
    }

    /// <summary>The highest number that a file has or had: none is used twice, also not that of one that is damaged.</summary>
    internal static int LastNumber(string folder)
    {
        IEnumerable<ArchiveFile?> aside = Directory.EnumerateFiles(folder, Prefix + "*" + Ending + Damaged)
            .Select(path => Parse(path[..^Damaged.Length]));
        return In(folder).Concat(aside.OfType<ArchiveFile>()).Select(file => file.Number).DefaultIfEmpty().Max();
    }

    private static ArchiveFile? Parse(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
        if (name.Length != NumberLength + 1 + DayForm.Length || name[NumberLength] != '-') return null;
        bool isNumber = int.TryParse(name[..NumberLength], NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        bool isDay = DateOnly.TryParseExact(
            name[(NumberLength + 1)..], DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        return isNumber && isDay ? new ArchiveFile(path, number, day) : null;
    }
}
