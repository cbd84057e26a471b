using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>A search looks at what can fit, and finds the same as one that looks at all.</summary>
[TestClass]
public sealed class EventWindowTests
{
    private const int Rounds = 8;
    private const int RefusalsARound = 10;

    private static readonly EventCode[] Codes =
        [EventCode.ClockSet, EventCode.PlcLost, EventCode.ConfigurationActive, EventCode.LoggedIn, EventCode.SessionOpened];

    private static readonly string[] Searches =
    [
        "", "event:clock", "event:plc-lost", "event:configuration site:b", "site:a", "site:a module:m1", "module:m2 event:clock",
        "-site:a event:logged", "site:a site:b", "site:nowhere", "event:session-opened module:m1", "unit:1 event:request-refused",
        "event:request event:clock", "-event:request", "site:b -event:request line:7",
    ];

    [TestMethod]
    public void With_and_without_what_makes_it_quick_a_search_finds_the_same()
    {
        using var archive = new TestArchive();
        Fill(archive);
        string[] with = [.. Searches.Select(search => Found(archive, search))];
        Assert.IsGreaterThan(8, with.Distinct().Count());
        Run(archive, "DROP TABLE seldom");
        CollectionAssert.AreEqual(with, Searches.Select(search => Found(archive, search)).ToArray());
        archive.Reopen();
        Assert.AreEqual(192L, Number(archive, "SELECT count(*) FROM seldom"), "a file of an earlier version gets it when it is opened");
        CollectionAssert.AreEqual(with, Searches.Select(search => Found(archive, search)).ToArray());
    }

    [TestMethod]
    [DataRow("event:configuration site:a module:m1", 32)]
    [DataRow("event:configuration", 48)]
    [DataRow("event:plc-lost", 48)]
    [DataRow("site:a module:m1 event:request-refused", 120)]
    [DataRow("site:a", 360)]
    [DataRow("site:nowhere", 0)]
    public void A_search_looks_at_what_can_fit_alone(string search, int rows)
    {
        using var archive = new TestArchive();
        Fill(archive);
        using SqliteFile file = SqliteFile.OpenToRead(PathOf(archive));
        EventQuery query = EventQuery.Parse(search, out _);
        var condition = new SqlCondition();
        EventWindow? window = EventWindow.Of(file, query);
        string? sql = window?.Sql(long.MaxValue, condition);
        Assert.AreEqual(rows, sql == null ? 0 : file.Number($"SELECT count(*) FROM {sql}", condition.Values));
    }

    [TestMethod]
    public void Every_change_is_among_what_is_seldom()
    {
        long[] changes = [.. ChangeTable.CodesOf("")];
        Assert.AreEqual("", string.Join(' ', changes.Where(code => !DayFileSchema.IsSeldom(code))));
        Assert.IsFalse(DayFileSchema.IsSeldom((long)EventCode.RequestRefused) || DayFileSchema.IsSeldom((long)EventCode.SessionOpened));
    }

    // Six modules of two sites: each with eighty refusals, and eight events of each of five other codes.
    private static void Fill(TestArchive archive)
    {
        TestModule[] modules =
            [.. new[] { "a", "b" }.SelectMany(site => new[] { "m1", "m2", "m3" }.Select(name => new TestModule(name, site: site)))];
        for (int i = 0; i < Rounds; i++)
        {
            foreach (TestModule module in modules) archive.Store(module, module.Next(Records(i)));
        }
    }

    private static IEnumerable<EventRecord> Records(int round)
    {
        int first = round * (Codes.Length + RefusalsARound) + 1;
        for (int i = 0; i < RefusalsARound; i++) yield return TestModule.Refused(first + i);
        for (int i = 0; i < Codes.Length; i++)
        {
            EventRecord other = TestModule.Refused(first + RefusalsARound + i);
            other.Code = Codes[i];
            other.Reason = Refusal.None;
            yield return other;
        }
    }

    private static string Found(TestArchive archive, string search)
    {
        var found = new List<string>();
        EventCursor? from = null;
        do
        {
            EventPage page = archive.Page(search, from, 7);
            found.AddRange(page.Items.Select(item => $"{item.Event?.Site}/{item.Event?.Module} {TestArchive.Text(item)}"));
            from = page.Next;
        }
        while (from != null);
        return string.Join('\n', found);
    }

    private static string PathOf(TestArchive archive) => Directory.EnumerateFiles(archive.Folder, "events-*.db").Single();

    private static long Number(TestArchive archive, string sql)
    {
        using SqliteFile file = SqliteFile.OpenToRead(PathOf(archive));
        return file.Number(sql);
    }

    private static void Run(TestArchive archive, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={PathOf(archive)};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
