using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The command <c>backup</c>, as a real process, while the console runs.</summary>
[TestClass]
public sealed class BackupTests
{
    private readonly string _to = Path.Combine(Directory.CreateTempSubdirectory("edgeguard-central-").FullName, "copy");
    private readonly TestModule _module = new();

    [TestCleanup]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_to)!, recursive: true);

    [TestMethod]
    public async Task A_copy_made_while_it_runs_has_all_that_was_acknowledged_and_all_who_may_sign_in()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        await Store(console, 1, 2);
        StringAssert.Contains(Run(console, 0).Output, "files are copied to");
        await Store(console, 3);
        StringAssert.Contains(Run(console, 0).Output, "files are copied to");
        string[] open = [.. Directory.EnumerateFileSystemEntries(_to, "*", SearchOption.AllDirectories).Append(_to).Where(IsOpen)];
        Assert.AreEqual("", string.Join(' ', open), "for its owner alone");
        string[] missing = [.. Everything(console.Folder).Except(Everything(_to))];
        Assert.AreEqual("", string.Join(' ', missing), "not in the copy");
        CentralFolder folder = CentralFolder.Open(_to);
        using var archive = SqliteArchive.Open(new ArchiveOptions(folder.Archive), () => TestModule.Keys(), TimeProvider.System);
        EventPage page = archive.Events(EventQuery.All, null, 100);
        Assert.AreEqual("3 2 1", string.Join(' ', page.Items.Select(TestArchive.Text)));
        Assert.AreEqual("", string.Join(' ', archive.Findings().Select(finding => finding.Kind)));
        using People people = People.Open(folder.People, new SystemHmac(), new SystemRandom(), console.Time, 1000);
        Assert.IsTrue(people.Trail.Verify().IsWhole, string.Join('\n', people.Trail.Verify().Damages));
        AuditQuery made = AuditQuery.Parse("who:@local deed:backup", out _);
        Assert.HasCount(2, people.Trail.Entries(made, long.MaxValue, 10), "of either copy, in the copy itself");
        console.Time.Now += TimeSpan.FromMinutes(1);
        Assert.IsNotNull(people.Login("anna", WebConsole.Password, console.Digits("anna"), TestPeople.Here));
        Assert.AreEqual(console.Ca.Certificate.Thumbprint, CentralCa.Open(folder.Ca).Certificate.Thumbprint);
    }

    [TestMethod]
    public void Of_finished_days_only_those_are_copied_that_changed_and_those_that_are_gone_go()
    {
        using var archive = new TestArchive(_module.Key);
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_to)!, "console")).FullName;
        Directory.Delete(folder);
        foreach (long number in new long[] { 1, 2, 3 })
        {
            archive.Store(_module, _module.Next(number));
            archive.Time.Now += TimeSpan.FromDays(1);
        }
        archive.Close();
        CentralFolder from = CentralFolder.Open(folder);
        foreach (string path in Directory.GetFiles(archive.Folder)) File.Copy(path, Path.Combine(from.Archive, Path.GetFileName(path)));
        Assert.AreEqual(0, new Backup(from, _to).Write().Kept);
        Assert.AreEqual(2, new Backup(from, _to).Write().Kept);
        string[] days = [.. ArchiveFile.In(from.Archive).Select(file => file.Path)];
        File.SetLastWriteTimeUtc(days[1], DateTime.UtcNow.AddHours(1));
        File.Delete(days[0]);
        Assert.AreEqual(0, new Backup(from, _to).Write().Kept);
        Assert.AreEqual(1, new Backup(from, _to).Write().Kept);
        CollectionAssert.AreEqual(
            days.Skip(1).Select(Path.GetFileName).ToArray(),
            ArchiveFile.In(Path.Combine(_to, "archive")).Select(file => Path.GetFileName(file.Path)).ToArray());
    }

    [TestMethod]
    public async Task A_folder_with_something_else_in_it_and_one_within_are_refused()
    {
        await using WebConsole console = await WebConsole.Start();
        Directory.CreateDirectory(_to);
        await File.WriteAllTextAsync(Path.Combine(_to, "letter.txt"), "");
        StringAssert.Contains(Run(console, 1).Errors, "has something else in it");
        using Executable within = Executable.Central("backup", Path.Combine(console.Folder, "copy"), "--data", console.Folder);
        Assert.AreEqual(1, within.WaitForExit());
        StringAssert.Contains(within.Errors, "lies in the folder that is to be copied");
    }

    // But what SQLite keeps beside its databases, and the lock of who has the archive open.
    private static string[] Everything(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
            .Where(name => !name.EndsWith("-wal") && !name.EndsWith("-shm") && !name.EndsWith("lock"))];

    private static bool IsOpen(string path) => !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0;

    private Executable Run(WebConsole console, int exit)
    {
        Executable run = Executable.Central("backup", _to, "--data", console.Folder);
        Assert.AreEqual(exit, run.WaitForExit(), run.Everything());
        return run;
    }

    private async Task Store(WebConsole console, params long[] sequences)
    {
        Arrival arrival = _module.Arrival(_module.Next(sequences), TestModule.Keys());
        Assert.AreEqual(Receipt.Stored, await console.Server.Archive.Store(arrival));
    }
}
