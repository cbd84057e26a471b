using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>What is summed by the hour is what came, once, whatever happens to the console.</summary>
[TestClass]
public sealed class HourTests
{
    private readonly TestModule _module = new();
    private readonly TestModule _other = new("pump-9", site: "plant-8");

    [TestMethod]
    public void Refusals_and_what_plcs_did_not_do_are_summed_by_the_hour_in_which_they_happened()
    {
        using var archive = new TestArchive(_module.Key, _other.Key);
        long now = archive.Time.Now.ToUnixTimeMilliseconds();
        long hour = now / HourSum.Ms;
        EventRecord[] told = [At(1, now), At(2, now - HourSum.Ms), At(3, now, EventCode.PlcTimeout), At(4, now, EventCode.CaseOpened)];
        archive.Store(_module, _module.Next(told));
        archive.Store(_other, _other.Next([At(1, now, repeats: 7)]));
        archive.Reopen();
        Assert.AreEqual("0:RequestRefused:1 0:PlcTimeout:1 -1:RequestRefused:1", Text(archive.Archive.Hours("plant-7", "pump-3", 0), hour));
        Assert.AreEqual("0:RequestRefused:7", Text(archive.Archive.Hours("plant-8", "pump-9", 0), hour));
        Assert.AreEqual("0:RequestRefused:8 0:PlcTimeout:1 -1:RequestRefused:1", Text(archive.Archive.Hours(SiteScope.All, 0), hour));
        Assert.AreEqual("0:RequestRefused:7", Text(archive.Archive.Hours(SiteScope.Of(["plant-8"]), 0), hour));
        Assert.AreEqual("", Text(archive.Archive.Hours(SiteScope.None, 0), hour));
        Assert.AreEqual("0:RequestRefused:8 0:PlcTimeout:1", Text(archive.Archive.Hours(SiteScope.All, hour), hour));
    }

    [TestMethod]
    public void What_comes_again_counts_once_and_what_a_restart_or_a_rebuild_finds_is_the_same()
    {
        using var archive = new TestArchive(_module.Key);
        long now = archive.Time.Now.ToUnixTimeMilliseconds();
        byte[] batch = _module.Next([At(1, now), At(2, now)]);
        archive.Store(_module, batch);
        archive.Store(_module, batch);
        archive.Reopen();
        archive.Store(_module, batch);
        archive.Store(_module, _module.Next([At(3, now)]));
        archive.Reopen();
        Assert.AreEqual("0:RequestRefused:3", Text(archive.Archive.Hours(SiteScope.All, 0), now / HourSum.Ms));
        archive.Close();
        SqliteArchive.Rebuild(archive.Options, archive.Keys, _ => { });
        Assert.AreEqual("0:RequestRefused:3", Text(HourTable.Read(archive.Folder, SiteScope.All, 0), now / HourSum.Ms));
        archive.Reopen();
        Assert.AreEqual("0:RequestRefused:3", Text(archive.Archive.Hours("plant-7", "pump-3", 0), now / HourSum.Ms));
    }

    [TestMethod]
    public void A_catalog_of_before_gets_them_and_one_that_was_never_begun_has_none()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Close();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(archive.Folder, Catalog.FileName)};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand drop = connection.CreateCommand();
            drop.CommandText = "DROP TABLE hour; DROP TABLE site_hour";
            drop.ExecuteNonQuery();
        }
        archive.Reopen();
        long now = archive.Time.Now.ToUnixTimeMilliseconds();
        archive.Store(_module, _module.Next([At(1, now)]));
        archive.Reopen();
        Assert.AreEqual("0:RequestRefused:1", Text(archive.Archive.Hours(SiteScope.All, 0), now / HourSum.Ms));
        string empty = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        Assert.IsEmpty(HourTable.Read(empty, SiteScope.All, 0));
        Directory.Delete(empty);
    }

    [TestMethod]
    public void A_clock_that_cannot_be_believed_fills_no_years()
    {
        const long Received = 1_800_000_000_000;
        const long Hour = Received / HourSum.Ms;
        Assert.AreEqual(Hour - 30, HourSum.Of(At(1, Received - 30 * HourSum.Ms), Received));
        foreach (long utc in new[] { 0, Received + 61_000, Received - 169 * HourSum.Ms, long.MaxValue })
        {
            Assert.AreEqual(Hour, HourSum.Of(At(1, utc), Received), $"{utc}");
        }
        EventRecord floor = At(1, Received - 30 * HourSum.Ms);
        floor.Trust = ClockTrust.Floor;
        Assert.AreEqual(Hour, HourSum.Of(floor, Received));
    }

    private static EventRecord At(long sequence, long utc, EventCode code = EventCode.RequestRefused, int repeats = 1)
    {
        EventRecord record = TestModule.Refused(sequence);
        record.Utc = utc;
        record.Code = code;
        record.Repeats = repeats;
        return record;
    }

    // By hours from a given one on.
    private static string Text(IEnumerable<HourSum> sums, long hour) => string.Join(
        ' ', sums.OrderByDescending(sum => sum.Hour).ThenBy(sum => sum.Code).Select(sum => $"{sum.Hour - hour}:{sum.Code}:{sum.Count}"));
}
