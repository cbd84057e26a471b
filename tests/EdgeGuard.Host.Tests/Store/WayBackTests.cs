using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Host.Tests.Store;

/// <summary>A store whose passwords nobody knows, and one whose system does not know the time.</summary>
[TestClass]
public sealed class WayBackTests
{
    private const long Day = 86_400_000;

    [TestMethod]
    public void Who_has_the_folder_removes_all_accounts_and_nothing_else_and_the_module_tells_of_it()
    {
        using var bed = new StoreBed();
        bed.EquipForTls();
        bed.Commit("127.0.0.1:0");
        bed.Module.Step();
        byte[] stream = bed.Module.Run.Stored.Stream;
        Assert.AreEqual(-1, Forget(bed, out string problem), "while the module runs");
        StringAssert.Contains(problem, "is another one running?");
        Assert.IsTrue(bed.Module.Store.Accounts.IsClaimed);

        bed.End();
        long stored = StoredEvents(bed);
        var log = new StringWriter();
        Assert.AreEqual(1, StoredModule.ForgetAccounts(bed.StoreFolder, new StderrLog(log), out _, out _));
        StringAssert.Contains(log.ToString(), EventTable.Words(EventCode.AccountsForgotten) + "   (--forget-accounts)  1 account");
        Assert.IsGreaterThan(stored, StoredEvents(bed), "and is kept for whoever reads the events");
        Assert.AreEqual(0, Forget(bed, out _), "once more is no mistake");
        bed.Reopen();
        StringAssert.Contains(
            bed.Log, "nobody has an account: the claim code is in the file " + Path.Combine(bed.StoreFolder, "claim-code"));
        Assert.IsNotNull(bed.TlsEndPoint, "what was configured is in force");
        Assert.IsFalse(bed.Module.Store.Accounts.IsClaimed);
        string label = File.ReadAllText(Path.Combine(bed.StoreFolder, StoredModule.LabelFile)).Trim();
        Assert.AreEqual(AccountFault.None, bed.Module.Store.Accounts.Claim(label, "ben", StoreBed.Password, "test", out _));
        bed.Module.Step();
        CollectionAssert.AreEqual(stream, bed.Module.Run.Stored.Stream, "the record of events goes on");
    }

    [TestMethod]
    public void A_folder_that_is_no_store_is_left_as_it_is()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-no-store-").FullName;
        Assert.AreEqual(-1, StoredModule.ForgetAccounts(folder, new StderrLog(TextWriter.Null), out string problem, out _));
        StringAssert.Contains(problem, "no store");
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder));
        Assert.AreEqual(-1, StoredModule.ForgetAccounts(folder + "/nowhere", new StderrLog(TextWriter.Null), out _, out _));
        Directory.Delete(folder);
    }

    [TestMethod]
    public void A_system_time_before_the_last_one_that_was_stored_is_not_trusted_and_that_is_told_once()
    {
        using var bed = new StoreBed();
        bed.End();
        SetLastTime(bed, SystemClock.SystemUtc + 400 * Day);
        bed.Reopen();
        Assert.AreEqual(ClockTrust.Floor, bed.Module.Run.Clock.Trust);
        bed.Module.Step();
        bed.Module.Step();
        Assert.AreEqual(2, bed.Log.Split("the system's time is not trusted").Length);
        Assert.IsNotNull(bed.Anna, "a password is all that it takes without a second factor");
    }

    [TestMethod]
    public void A_person_who_says_the_systems_own_time_is_believed_also_where_the_module_knew_a_later_one()
    {
        using var bed = new StoreBed();
        Assert.IsFalse(bed.Believe(SystemClock.SystemUtc), "there is nothing to say while it is trusted");
        bed.End();
        SetLastTime(bed, SystemClock.SystemUtc + 400 * Day);
        bed.Reopen();
        Assert.IsFalse(bed.Believe(SystemClock.SystemUtc + Day), "another time is for the system to set");
        Assert.IsTrue(bed.Believe(SystemClock.SystemUtc + 5_000));
        Assert.AreEqual(ClockTrust.Trusted, bed.Module.Run.Clock.Trust);
        bed.Restart();
        Assert.AreEqual(ClockTrust.Trusted, bed.Module.Run.Clock.Trust, "and after a restart");
    }

    [TestMethod]
    public void The_time_of_the_end_is_known_at_the_next_start()
    {
        using var bed = new StoreBed();
        long before = SystemClock.SystemUtc;
        bed.Restart();
        Assert.IsGreaterThanOrEqualTo(before, ((SystemClock)bed.Module.Run.Clock).Floor);
    }

    private static long StoredEvents(StoreBed bed) => new DirectoryInfo(bed.StoreFolder).GetFiles("events.*").Sum(file => file.Length);

    private static int Forget(StoreBed bed, out string problem)
    {
        int count = StoredModule.ForgetAccounts(bed.StoreFolder, new StderrLog(TextWriter.Null), out problem, out string remedy);
        problem += " " + remedy;
        return count;
    }

    private static void SetLastTime(StoreBed bed, long utc)
    {
        using var folder = FolderStore.TryOpen(bed.StoreFolder, out string problem, out _);
        Assert.IsNotNull(folder, problem);
        Assert.IsTrue(ClockFloor.Save(new RecordStore(folder), utc));
    }
}
