using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>The last refusals are found among those of few modules, and are the same as if all were read.</summary>
[TestClass]
public sealed class LastRefusalsTests
{
    private const int Modules = 20;

    private readonly TestModule[] _modules = [.. Enumerable.Range(0, Modules).Select(i => new TestModule($"m{i}", site: $"s{i % 2}"))];

    private readonly Dictionary<TestModule, long> _told = [];

    [TestMethod]
    [DataRow(null, null, 3, 3)]
    [DataRow("s1", null, 2, 2)]
    [DataRow(null, "m4", 2, 1)]
    [DataRow(null, null, 1000, Modules)]
    [DataRow("nowhere", null, 5, 0)]
    public void Refusals_of_few_modules_are_read_for_a_few_rows(string? site, string? module, int most, int read)
    {
        using var archive = new TestArchive();
        foreach (TestModule one in _modules) Store(archive, one, 1);
        using SqliteFile rows = SqliteFile.OpenToRead(PathOf(archive));
        LastRefusals last = LastRefusals.Find(rows, 1, new RefusalQuery(site, module), most);
        Assert.AreEqual(read, last.Modules);
        Assert.AreEqual(Math.Min(most, read), last.All().Count());
    }

    [TestMethod]
    public void Refusals_of_sites_that_somebody_does_not_see_are_not_even_read()
    {
        using var archive = new TestArchive();
        foreach (TestModule one in _modules) Store(archive, one, 1);
        using SqliteFile rows = SqliteFile.OpenToRead(PathOf(archive));
        LastRefusals last = LastRefusals.Find(rows, 1, new RefusalQuery { Sites = SiteScope.Of(["s0"]) }, 1000);
        Assert.AreEqual(Modules / 2, last.Modules);
        Assert.AreEqual("s0", last.All().Select(one => one.Key.Site).Distinct().Single());
        Assert.AreEqual(0, LastRefusals.Find(rows, 1, new RefusalQuery { Sites = SiteScope.None }, 1000).Modules);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void The_same_is_found_whether_or_not_it_is_known_who_refused_last(int seed)
    {
        using var archive = new TestArchive();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) Store(archive, _modules[random.Next(Modules)], random.Next(5));
        string path = PathOf(archive);
        int[] sizes = [1, 2, 7, 40, 1000];
        string[] all = [.. sizes.Select(most => Found(archive, most))];
        CollectionAssert.AreEqual(sizes.Select(most => Expected(path, most)).ToArray(), all);
        Run(path, "DROP TABLE refused");
        CollectionAssert.AreEqual(all, sizes.Select(most => Found(archive, most)).ToArray());
        archive.Reopen();
        CollectionAssert.AreEqual(all, sizes.Select(most => Found(archive, most)).ToArray());
        using SqliteFile rows = SqliteFile.OpenToRead(path);
        Assert.AreEqual((long)Modules, rows.Number("SELECT count(*) FROM refused"), "an earlier version made none");
    }

    [TestMethod]
    public void What_an_earlier_day_has_of_a_refusal_is_counted_however_much_came_after_it_there()
    {
        using var archive = new TestArchive();
        Store(archive, _modules[0], 1);
        for (int address = 2; address < 10; address++) Store(archive, _modules[0], address);
        archive.Time.Now += TimeSpan.FromDays(1);
        Store(archive, _modules[1], 1);
        Store(archive, _modules[0], 1);
        RefusalPage page = archive.Archive.Refusals(new RefusalQuery(Most: 1));
        Assert.AreEqual(2, page.Rows.Single().Count);
        Assert.IsGreaterThan(TimeSpan.FromDays(1).TotalMilliseconds, page.Rows[0].LastAt - page.Rows[0].FirstAt);
        Assert.IsTrue(page.IsMore);
        Assert.IsTrue(archive.Archive.Refusals(new RefusalQuery(Most: 9)).IsMore);
        Assert.IsFalse(archive.Archive.Refusals(new RefusalQuery(Most: 10)).IsMore);
    }

    [TestMethod]
    public void A_batch_is_read_once_for_events_of_it_that_stand_beside_each_other()
    {
        using var archive = new TestArchive();
        Store(archive, _modules[0], 1);
        Store(archive, _modules[1], 1);
        using SqliteFile rows = SqliteFile.OpenToRead(PathOf(archive));
        var batches = new LastBatch(rows);
        EventBatch? first = batches.Read(1);
        Assert.AreSame(first, batches.Read(1));
        Assert.AreEqual(1, batches.Reads);
        Assert.AreNotSame(first, batches.Read(2));
        Assert.IsNull(batches.Read(3));
        Assert.AreEqual(3, batches.Reads);
    }

    private void Store(TestArchive archive, TestModule module, int address)
    {
        archive.Time.Now += TimeSpan.FromMilliseconds(1);
        long sequence = _told[module] = _told.GetValueOrDefault(module) + 1;
        archive.Store(module, module.Next([TestModule.Refused(sequence, address)]));
    }

    private static string Found(TestArchive archive, int most) => string.Join(
        '\n', archive.Archive.Refusals(new RefusalQuery(Most: most)).Rows.Select(
            row => $"{row.Site}/{row.Module} {row.Record.Address} {row.Count} {row.FirstAt} {row.LastAt}"));

    private static string Expected(string path, int most)
    {
        using SqliteFile rows = SqliteFile.OpenToRead(path);
        return string.Join('\n', rows.Rows(
            "SELECT m.site || '/' || m.name || ' ' || r.address || ' ' || r.n || ' ' || r.first || ' ' || r.last FROM refusal r "
            + "JOIN module m ON m.id = r.module ORDER BY r.last DESC, r.event DESC LIMIT $1", most).Select(row => row.GetString(0)));
    }

    private static string PathOf(TestArchive archive) => Directory.EnumerateFiles(archive.Folder, "events-*.db").Single();

    private static void Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
