using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Copies all that a console keeps into another folder, while it runs: databases as they are at one moment each, in an order in
/// which what is copied later may be ahead, and never behind. The copy is a console's folder itself.</summary>
/// <remarks>Into the folder of an earlier backup it copies what has changed since: finished days do not.</remarks>
internal sealed class Backup
{
    private const string Unfinished = ".copying";
    private const string Archive = "archive";
    private const string Database = ".db";
    private const string Audit = "audit.";
    private const UnixFileMode FileOfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderOfOwner = FileOfOwner | UnixFileMode.UserExecute;

    // The end of the audit log before the log.
    private static readonly string[] First = ["audit.key", "audit.head"];

    private readonly string _from;
    private readonly string _to;

    /// <exception cref="CentralException">There is something else in it, or it lies within what is copied.</exception>
    internal Backup(CentralFolder from, string to)
    {
        _from = from.Path;
        _to = Path.GetFullPath(to);
        if ((_to + Path.DirectorySeparatorChar).StartsWith(_from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CentralException($"{_to} lies in the folder that is to be copied", "name one elsewhere, on another disk");
        }
        bool isOther = Directory.Exists(_to) && Directory.EnumerateFileSystemEntries(_to).Any() && !Directory.Exists(To(Archive));
        if (isOther) throw new CentralException($"{_to} has something else in it", "name a new folder, or that of an earlier backup");
    }

    /// <summary>Copies. Returns how many files were copied, and how many were there from before and have not changed.</summary>
    /// <exception cref="IOException">Something cannot be read or written: this is no backup yet.</exception>
    internal (int Copied, int Kept) Write()
    {
        int copied = 0;
        int kept = 0;
        // Each by itself: the mode is that of the last one alone.
        foreach (string part in (string[])["", Archive, .. Folders()]) Make(To(part));
        foreach (string name in Plain())
        {
            Make(Path.GetDirectoryName(To(name))!);
            Replace(name, path => File.Copy(From(name), path, overwrite: true));
            copied++;
        }
        // The catalog before what it was made of.
        foreach (string name in Databases().Append(Path.Combine(Archive, Catalog.FileName))) copied += CopyDatabase(name);
        List<ArchiveFile> files = ArchiveFile.In(From(Archive));
        foreach (ArchiveFile file in files)
        {
            string name = Path.GetRelativePath(_from, file.Path);
            if (file != files[^1] && IsCopied(name)) kept++;
            else copied += CopyDatabase(name);
        }
        DropWhatIsGone(files);
        return (copied, kept);
    }

    private IEnumerable<string> Plain()
    {
        IEnumerable<string> inFolders = Folders().SelectMany(
            folder => Directory.EnumerateFiles(From(folder), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_from, path)));
        return First.Where(name => File.Exists(From(name))).Concat(Others()).Concat(inFolders);
    }

    // Whatever there is: what a later part of the console keeps must not be forgotten here.
    private IEnumerable<string> Databases() => Names(Directory.EnumerateFiles(_from, "*" + Database));

    private IEnumerable<string> Folders() => Names(Directory.EnumerateDirectories(_from)).Where(name => name != Archive);

    private IEnumerable<string> Others() => Names(Directory.EnumerateFiles(_from)).Where(
        name => !name.Contains(Database, StringComparison.Ordinal) && !name.StartsWith(Audit, StringComparison.Ordinal));

    private static IEnumerable<string> Names(IEnumerable<string> paths) => paths.Select(path => Path.GetFileName(path)).Order();

    // Of a file that retention has just dropped there is nothing to copy.
    private int CopyDatabase(string name)
    {
        if (!File.Exists(From(name))) return 0;
        DateTime written = File.GetLastWriteTimeUtc(From(name));
        Replace(name, path =>
        {
            using SqliteFile file = SqliteFile.OpenToRead(From(name));
            file.CopyTo(path);
        });
        File.SetLastWriteTimeUtc(To(name), written);
        return 1;
    }

    // A file that is written at present changes its time when it is closed at the latest.
    private bool IsCopied(string name) =>
        File.Exists(To(name)) && File.GetLastWriteTimeUtc(To(name)) == File.GetLastWriteTimeUtc(From(name));

    private void DropWhatIsGone(List<ArchiveFile> files)
    {
        HashSet<string> names = [.. files.Select(file => Path.GetFileName(file.Path))];
        List<ArchiveFile> gone = [.. ArchiveFile.In(To(Archive)).Where(file => !names.Contains(Path.GetFileName(file.Path)))];
        foreach (ArchiveFile file in gone) file.Delete();
    }

    // Whole or as it was before.
    private void Replace(string name, Action<string> write)
    {
        string path = To(name) + Unfinished;
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FileOfOwner;
        new FileStream(path, options).Dispose();
        write(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, FileOfOwner);
        File.Move(path, To(name), overwrite: true);
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FolderOfOwner);
    }

    private string From(string name) => Path.Combine(_from, name);

    private string To(string name) => Path.Combine(_to, name);
}
