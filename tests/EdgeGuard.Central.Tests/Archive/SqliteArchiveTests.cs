using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class SqliteArchiveTests
{
    private readonly TestModule _module = new();

    [TestMethod]
    public void What_is_stored_is_shown_the_last_first_with_what_its_seal_proves()
    {
        using var archive = new TestArchive(_module.Key);
        Assert.AreEqual(Receipt.Stored, archive.Store(_module, _module.Next(1, 2)));
        Assert.AreEqual(Receipt.Stored, archive.Store(_module, _module.Next(3)));
        Assert.AreEqual("3 2 1", archive.Shown());
        EventRow row = archive.Page().Items[0].Event!;
        Assert.AreEqual(SealProof.Right, row.Seal);
        StringAssert.Contains(EventText.Text(row.Record, row.Peer), "value not allowed, line 7");
    }

    [TestMethod]
    public void Sealed_without_a_key_and_not_sealed_at_all_are_told_apart()
    {
        var bare = new TestModule("bare", isSealed: false);
        using var archive = new TestArchive();
        archive.Store(_module, _module.Next(1));
        archive.Store(bare, bare.Next(1));
        Assert.AreEqual(SealProof.Unverified, archive.Archive.Module("plant-7", "pump-3")!.Seal);
        Assert.AreEqual(SealProof.Unsealed, archive.Archive.Module("plant-7", "bare")!.Seal);
        Assert.HasCount(1, archive.Page("seal:unsealed").Items);
    }

    [TestMethod]
    public void What_comes_again_is_known_also_after_a_restart_and_counts_once()
    {
        using var archive = new TestArchive(_module.Key);
        byte[] first = _module.Next(1, 2);
        byte[] second = _module.Next(3);
        archive.Store(_module, first);
        archive.Store(_module, second);
        Assert.AreEqual(Receipt.Known, archive.Store(_module, first));
        archive.Reopen();
        Assert.AreEqual(Receipt.Known, archive.Store(_module, second));
        Assert.AreEqual("3 2 1", archive.Shown());
        Assert.AreEqual("", archive.FindingsText());
    }

    [TestMethod]
    public void A_gap_stands_where_it_is_and_goes_when_it_is_filled()
    {
        using var archive = new TestArchive(_module.Key);
        byte[] first = _module.Next(1, 2);
        byte[] late = _module.Next(3, 4);
        byte[] third = _module.Next(5);
        archive.Store(_module, first);
        archive.Store(_module, third);
        Assert.AreEqual("5 [3-4] 2 1", archive.Shown());
        Assert.AreEqual("5 [3-4] 2 1", archive.Shown("site:plant-7 module:pump-3"));
        Assert.AreEqual("", archive.Shown("module:other"));
        archive.Store(_module, late);
        Assert.AreEqual("4 3 5 2 1", archive.Shown());
        Assert.AreEqual("", archive.FindingsText());
    }

    [TestMethod]
    public void Pages_follow_each_other_without_losing_an_event_or_a_gap()
    {
        using var archive = new TestArchive(_module.Key);
        foreach (long first in new long[] { 1, 11, 21, 31 })
        {
            archive.Store(_module, _module.Next([.. Enumerable.Range(0, 5).Select(i => first + i)]));
        }
        foreach (int most in new[] { 1, 3, 5, 7, 100 })
        {
            string all = "";
            EventCursor? from = null;
            do
            {
                EventPage page = archive.Page(from: from, most: most);
                all += string.Concat(page.Items.Select(item => TestArchive.Text(item) + " "));
                from = EventCursor.Parse(page.Next?.ToString());
            }
            while (from != null);
            Assert.AreEqual("35 34 33 32 31 [26-30] 25 24 23 22 21 [16-20] 15 14 13 12 11 [6-10] 5 4 3 2 1 ", all, $"{most} a page");
        }
    }

    [TestMethod]
    public void What_came_before_the_archive_began_is_not_missing_and_what_a_later_start_did_not_tell_is()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Store(_module, _module.Next(500));
        Assert.AreEqual("500", archive.Shown());
        var second = new TestModule(boot: 2);
        archive.Store(second, second.Next(3));
        Assert.AreEqual("3 [1-2] 500", archive.Shown());
    }

    [TestMethod]
    public void A_broken_seal_is_kept_as_evidence_told_and_not_shown_and_takes_nobodys_place()
    {
        using var archive = new TestArchive(_module.Key);
        byte[] good = _module.Next(1);
        byte[] forged = [.. good];
        forged[^1] ^= 1;
        var bare = new TestModule(isSealed: false);
        Assert.AreEqual(Receipt.Rejected, archive.Store(_module, forged));
        Assert.AreEqual(Receipt.Rejected, archive.Store(bare, bare.Next(1)));
        Assert.AreEqual(Receipt.Stored, archive.Store(_module, good));
        Assert.AreEqual("1", archive.Shown());
        Assert.AreEqual("SealWrong:2", archive.FindingsText());
    }

    [TestMethod]
    public void Other_events_under_numbers_that_are_taken_are_told_and_not_shown()
    {
        using var archive = new TestArchive();
        archive.Store(_module, _module.Next(1, 2));
        var twin = new TestModule();
        Assert.AreEqual(Receipt.Rejected, archive.Store(twin, twin.Next([TestModule.Refused(1, address: 99), TestModule.Refused(2)])));
        Assert.AreEqual("Conflict:1", archive.FindingsText());
        Assert.AreEqual("2 1", archive.Shown());
    }

    [TestMethod]
    public void Starts_that_go_back_are_skipped_or_belong_to_another_name_are_told_once_for_as_often_as_it_comes()
    {
        using var archive = new TestArchive();
        TestModule[] boots = [.. new[] { 1, 2, 5 }.Select(boot => new TestModule(boot: boot))];
        foreach (TestModule boot in boots) archive.Store(boot, boot.Next(1));
        Assert.AreEqual("BootsMissing:1", archive.FindingsText());
        archive.Store(boots[0], boots[0].Next(2));
        archive.Store(boots[0], boots[0].Next(3));
        Assert.AreEqual("BootWentBack:2 BootsMissing:1", archive.FindingsText());
        byte[] copied = boots[2].Next(2);
        archive.Archive.Store((boots[2].Arrival(copied, archive.Keys)) with { Module = "copy" }).GetAwaiter().GetResult();
        Assert.AreEqual("BootWentBack:2 BootsMissing:1 StreamTwice:1", archive.FindingsText());
        archive.Reopen();
        Assert.AreEqual("BootWentBack:2 BootsMissing:1 StreamTwice:1", archive.FindingsText());
    }

    [TestMethod]
    public void A_stream_with_gaps_without_end_is_refused_before_it_takes_memory_without_end()
    {
        using var archive = new TestArchive();
        Receipt last = Receipt.Stored;
        for (long batch = 0; batch < 3; batch++)
        {
            long first = batch * 1000;
            last = archive.Store(_module, _module.Next([.. Enumerable.Range(0, 500).Select(i => 1 + 2 * (first + i))]));
        }
        Assert.AreEqual(Receipt.Rejected, last);
        Assert.AreEqual("Scattered:1", archive.FindingsText());
    }

    [TestMethod]
    public void A_start_with_nothing_but_the_files_shows_the_same()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Store(_module, _module.Next(1, 2));
        _module.Next(3);
        archive.Store(_module, _module.Next(4));
        string before = archive.Shown();
        archive.Close();
        File.Delete(Path.Combine(archive.Folder, "catalog.db"));
        archive.Reopen();
        Assert.AreEqual(before, archive.Shown());
        Assert.AreEqual("4 [3-3] 2 1", archive.Shown());
        Assert.AreEqual(3, archive.Archive.Module("plant-7", "pump-3")!.Events);
    }

    [TestMethod]
    public void Rebuild_makes_the_derived_rows_anew_and_verifies_what_came_before_its_key()
    {
        var other = new TestModule("other");
        using var archive = new TestArchive();
        byte[] good = _module.Next(1, 2);
        byte[] forged = [.. other.Next(1)];
        forged[^1] ^= 1;
        archive.Store(_module, good);
        archive.Store(other, forged);
        archive.Keys = TestModule.Keys(_module.Key, other.Key);
        archive.Close();
        SqliteArchive.Rebuild(archive.Options, archive.Keys, _ => { });
        archive.Reopen();
        Assert.AreEqual("2 1", archive.Shown());
        Assert.AreEqual(SealProof.Right, archive.Page().Items[0].Event!.Seal);
        Assert.AreEqual("SealWrong:1", archive.FindingsText());
        Assert.AreEqual(2, archive.Archive.Refusals(new RefusalQuery()).Rows.Single().Count);
        Assert.AreEqual(Receipt.Known, archive.Store(_module, good));
    }

    [TestMethod]
    public void Equal_refusals_are_one_row_over_days_and_others_are_not()
    {
        using var archive = new TestArchive(_module.Key);
        var alice = new Peer(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", new string('a', 64), long.MaxValue);
        var erin = new Peer(PeerTransport.Tls, "10.0.0.6", "CN=erin", "Engineer", new string('e', 64), long.MaxValue);
        for (long i = 0; i < 5; i++) archive.Store(_module, _module.Next([.. Refusals(1 + i * 200, 200)], alice));
        archive.Store(_module, _module.Next([TestModule.Refused(1001)], erin));
        archive.Time.Now += TimeSpan.FromDays(1);
        archive.Store(_module, _module.Next([.. Refusals(1002, 10)], alice));
        var rows = archive.Archive.Refusals(new RefusalQuery()).Rows;
        Assert.AreEqual("1010 1", string.Join(' ', rows.Select(row => row.Count)));
        Assert.AreEqual(TimeSpan.FromDays(1).TotalMilliseconds, rows[0].LastAt - rows[0].FirstAt);
        Assert.AreEqual(10, archive.Archive.Refusals(new RefusalQuery(Days: 1)).Rows.Single().Count);
        Assert.IsEmpty(archive.Archive.Refusals(new RefusalQuery(Site: "nowhere")).Rows);
    }

    [TestMethod]
    public void A_million_equal_refusals_are_one_row_for_people_and_in_the_file()
    {
        using var archive = new TestArchive(_module.Key);
        for (int batch = 0; batch < 20; batch++)
        {
            // As modules tell them: equal ones within a second are one event.
            EventRecord[] records = [.. Enumerable.Range(batch * 100 + 1, 100).Select(number => TestModule.Refused(number))];
            foreach (EventRecord record in records) record.Repeats = 500;
            archive.Store(_module, _module.Next(records));
        }
        Assert.AreEqual(1_000_000, archive.Archive.Refusals(new RefusalQuery()).Rows.Single().Count);
        using SqliteFile file = SqliteFile.OpenToRead(Directory.GetFiles(archive.Folder, "events-*.db").Single());
        Assert.AreEqual(1, file.Number("SELECT count(*) FROM refusal"));
    }

    [TestMethod]
    public void Days_beyond_those_that_are_kept_are_dropped_and_told_and_what_they_held_is_not_taken_again()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Options = archive.Options with { KeepDays = 2 };
        archive.Reopen();
        byte[] first = _module.Next(1);
        archive.Store(_module, first);
        foreach (long day in new long[] { 2, 3 })
        {
            archive.Time.Now += TimeSpan.FromDays(1);
            archive.Store(_module, _module.Next(day));
        }
        archive.Reopen();
        Assert.AreEqual("3 2", archive.Shown());
        Assert.HasCount(2, Directory.GetFiles(archive.Folder, "events-*.db"));
        Assert.AreEqual("FileDropped:1", archive.FindingsText());
        Assert.AreEqual(Receipt.Known, archive.Store(_module, first));
    }

    [TestMethod]
    public void A_clock_that_jumps_ahead_drops_nothing_and_one_that_goes_back_is_told()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Options = archive.Options with { KeepDays = 3 };
        archive.Reopen();
        archive.Store(_module, _module.Next(1));
        archive.Time.Now += TimeSpan.FromDays(1);
        archive.Store(_module, _module.Next(2));
        archive.Time.Now += TimeSpan.FromDays(3650);
        archive.Store(_module, _module.Next(3));
        archive.Time.Now -= TimeSpan.FromDays(3650);
        archive.Store(_module, _module.Next(4));
        archive.Reopen();
        Assert.AreEqual("4 3 2 1", archive.Shown());
        Assert.AreEqual("ClockWentBack:1", archive.FindingsText());
    }

    [TestMethod]
    public void More_bytes_than_are_kept_cost_the_oldest_file()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Options = archive.Options with { KeepBytes = 1, FileBytes = 1 };
        archive.Reopen();
        archive.Store(_module, _module.Next(1));
        archive.Store(_module, _module.Next(2));
        archive.Reopen();
        Assert.AreEqual("2", archive.Shown());
    }

    [TestMethod]
    public void A_damaged_catalog_is_made_anew()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Store(_module, _module.Next(1));
        archive.Close();
        File.WriteAllText(Path.Combine(archive.Folder, "catalog.db"), new string('x', 10_000));
        archive.Reopen();
        Assert.AreEqual("1", archive.Shown());
        Assert.AreEqual("FileDamaged:1", archive.FindingsText());
    }

    [TestMethod]
    public void A_damaged_day_is_set_aside_told_and_takes_no_other_with_it()
    {
        using var archive = new TestArchive(_module.Key);
        archive.Store(_module, _module.Next(1));
        archive.Time.Now += TimeSpan.FromDays(1);
        archive.Store(_module, _module.Next(2));
        archive.Close();
        string[] files = [.. Directory.GetFiles(archive.Folder, "events-*.db").Order(StringComparer.Ordinal)];
        File.WriteAllText(files[1], new string('x', 10_000));
        archive.Reopen();
        Assert.AreEqual(Receipt.Stored, archive.Store(_module, _module.Next(3)));
        Assert.AreEqual("3 1", archive.Shown());
        Assert.AreEqual("FileDamaged:1", archive.FindingsText());
        StringAssert.EndsWith(Directory.GetFiles(archive.Folder, "events-000003-*.db").Single(), "2026-12-01.db");
        archive.Close();
        File.WriteAllText(files[0], new string('x', 10_000));
        archive.Reopen();
        EventPage page = archive.Page();
        Assert.AreEqual(Path.GetFileName(files[0]), page.Unreadable.Single());
        Assert.AreEqual("3", archive.Shown());
    }

    [TestMethod]
    public async Task A_full_disk_acknowledges_nothing_and_is_told_and_what_came_before_and_after_is_there()
    {
        using var archive = new TestArchive(_module.Key);
        Assert.AreEqual(Receipt.Stored, archive.Store(_module, _module.Next(1)));
        archive.Options = archive.Options with { MostPages = 60 };
        archive.Reopen();
        Receipt receipt = Receipt.Stored;
        byte[] batch = [];
        long next = 2;
        while (receipt == Receipt.Stored)
        {
            batch = _module.Next([.. Enumerable.Range(0, 200).Select(i => next + i)]);
            receipt = archive.Store(_module, batch);
            if (receipt == Receipt.Stored) next += 200;
            Assert.IsLessThan(100_000, next, "the disk never got full");
        }
        Assert.AreEqual(Receipt.Failed, receipt);
        StringAssert.Contains(archive.Archive.Status().Trouble, "full");
        string before = archive.Shown();
        Assert.IsTrue(before.StartsWith($"{next - 1} ", StringComparison.Ordinal), before);
        archive.Options = archive.Options with { MostPages = 0 };
        archive.Reopen();
        Assert.AreEqual(Receipt.Stored, await archive.StoreAsync(_module, batch));
        Assert.AreEqual("", archive.Archive.Status().Trouble);
        Assert.AreEqual(next + 199, archive.Archive.Module("plant-7", "pump-3")!.Events);
        Assert.AreEqual(0, archive.Archive.Module("plant-7", "pump-3")!.Missing);
    }

    [TestMethod]
    public void A_second_process_does_not_get_in()
    {
        using var archive = new TestArchive();
        IOException e = Assert.ThrowsExactly<IOException>(
            () => SqliteArchive.Open(archive.Options, () => archive.Keys, archive.Time));
        StringAssert.Contains(e.Message, "in use by another central console");
    }

    [TestMethod]
    public void State_inventory_and_counters_outlast_a_restart()
    {
        using var archive = new TestArchive();
        Say(archive, "state", """{"online":true,"boot":4,"connection":2,"stream":"00112233445566778899aabbccddeeff"}""");
        Say(archive, "inventory", """{"software":"0.1.0","platform":"linux","plc":"10.0.0.9:502","listeners":[]}""");
        Say(archive, "metrics", """{"boot":4,"uptimeMs":1000,"utc":0,"counters":{"requests":7,"refused":2}}""");
        Say(archive, "metrics", """{"boot":4,"uptimeMs":2000,"utc":0,"counters":{"requests":9,"refused":2}}""");
        archive.Reopen();
        ModuleView module = archive.Archive.Module("plant-7", "pump-3")!;
        Assert.IsTrue(module.IsOnline);
        Assert.AreEqual("linux", module.Inventory!.Platform);
        Assert.AreEqual(9, module.Metrics!.Counters["requests"]);
        Assert.AreEqual("7 9", string.Join(' ', archive.Archive.Metrics("plant-7", "pump-3").Select(m => m.Metrics.Counters["requests"])));
    }

    [TestMethod]
    public void A_Will_that_comes_late_does_not_make_a_module_look_away()
    {
        using var archive = new TestArchive();
        const string Stream = "\"stream\":\"00112233445566778899aabbccddeeff\"";
        Say(archive, "state", $$"""{"online":true,"boot":4,"connection":3,{{Stream}}}""");
        Say(archive, "state", $$"""{"online":false,"boot":4,"connection":2,{{Stream}},"stopped":false}""");
        Assert.IsTrue(archive.Archive.Module("plant-7", "pump-3")!.IsOnline);
        Say(archive, "state", $$"""{"online":false,"boot":4,"connection":3,{{Stream}},"stopped":true}""");
        Assert.IsFalse(archive.Archive.Module("plant-7", "pump-3")!.IsOnline);
    }

    private static EventRecord[] Refusals(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => TestModule.Refused(first + i))];

    private static void Say(TestArchive archive, string level, string json)
    {
        ModuleTopic topic = ModuleTopic.Parse("edgeguard/v1/plant-7/pump-3/" + level)!;
        Arrival? arrival = ArrivalReader.Read(topic, Encoding.UTF8.GetBytes(json), archive.Keys, 1, out string problem);
        Assert.AreEqual("", problem);
        Assert.AreEqual(Receipt.Stored, archive.Archive.Store(arrival!).GetAwaiter().GetResult());
    }
}
