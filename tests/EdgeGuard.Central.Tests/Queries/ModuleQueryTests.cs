using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>The few sick modules are found among thousands: by name, state, policy, seal and numbers, page by page.</summary>
[TestClass]
public sealed class ModuleQueryTests
{
    private static readonly string Hash = new('a', 64);
    private static readonly string OtherHash = new('b', 64);

    private static readonly StateReport Well = new()
    {
        IsOnline = true,
        IsWhole = true,
        Mode = "enforce",
        PolicyName = "line-3",
        PolicyVersion = 4,
        PolicyHash = Hash,
    };

    // One with each mark, and one that needs nobody.
    private static readonly ModuleView[] Fleet =
    [
        new("plant-7", "well") { State = Well, Seal = SealProof.Right, Events = 10, HeardAt = 900, Inventory = Inventory("1.2", false) },
        new("plant-7", "untold") { HeardAt = 100 },
        new("plant-7", "away") { State = new StateReport { IsOnline = false }, HeardAt = 200 },
        new("plant-7", "stopped") { State = new StateReport { IsOnline = false, IsStopped = true }, HeardAt = 300 },
        new("plant-8", "observing") { State = Well with { Mode = "observe" }, HeardAt = 800, Seal = SealProof.Unsealed },
        new("plant-8", "isolated") { State = Well with { IsIsolated = true }, HeardAt = 800 },
        new("plant-8", "plc-trouble") { State = Well with { Plcs = [new PlcReport("", "unreachable", true, 0, [])] }, HeardAt = 800 },
        new("plant-8", "unsafe-plain") { State = Well with { PolicyVersion = 3 }, HeardAt = 800, Inventory = Inventory("1.1", true) },
        new("plant-8", "missing") { State = Well with { PolicyHash = OtherHash }, HeardAt = 800, Missing = 3, Events = 7 },
    ];

    [TestMethod]
    public void Each_mark_is_found_by_its_name_and_each_has_a_module_here()
    {
        CollectionAssert.AreEquivalent(
            ModuleMark.All.Select(mark => mark.Name).Append("well").ToArray(), Fleet.Select(view => view.Name).ToArray());
        foreach (ModuleMark mark in ModuleMark.All)
        {
            Assert.AreEqual(mark.Name, Names("is:" + mark.Name));
            Assert.AreEqual(mark.Name, Names($"is:{mark.Name} is:trouble"));
        }
        Assert.AreEqual("well", Names("-is:trouble"));
        Assert.AreEqual("away stopped untold", Names("-is:online"));
    }

    [TestMethod]
    [DataRow("WEL", "well")]
    [DataRow("plant-7/w", "well")]
    [DataRow("plant-7 -away is:trouble", "stopped untold")]
    [DataRow("site:plant-7 module:away", "away")]
    [DataRow("site:plant", "")]
    [DataRow("policy:line-3 version:<4", "unsafe-plain")]
    [DataRow("version:>=4 site:plant-7", "well")]
    [DataRow("policy:line", "")]
    [DataRow("hash:bb", "missing")]
    [DataRow("hash:", "")]
    [DataRow("software:1.1", "unsafe-plain")]
    [DataRow("seal:verified", "well")]
    [DataRow("seal:unsealed", "observing")]
    [DataRow("events:>9", "well")]
    [DataRow("events:7", "missing")]
    [DataRow("missing:>0", "missing")]
    public void A_search_finds(string search, string names) => Assert.AreEqual(names, Names(search));

    [TestMethod]
    public void What_is_no_search_is_told_all_at_once_with_what_there_is()
    {
        ModuleQuery.Parse("is:sick colour:red seal:wax version:new", "size", out IReadOnlyList<string> problems);
        string told = string.Join('\n', problems);
        Assert.HasCount(5, problems, told);
        StringAssert.Contains(told, "there is no is:sick: write online, trouble, untold, away,");
        StringAssert.Contains(told, "'colour:red' is no term");
        StringAssert.Contains(told, "there is no seal 'wax'");
        StringAssert.Contains(told, "version is a number");
        StringAssert.Contains(told, "there is no order 'size': name, silent, events, missing, new");
    }

    [TestMethod]
    public void Orders_put_the_largest_first_and_alike_ones_by_name()
    {
        Assert.AreEqual("untold away stopped isolated missing observing plc-trouble unsafe-plain well", Names("", "silent"));
        StringAssert.StartsWith(Names("", "events"), "well missing away");
        StringAssert.StartsWith(Names("", "missing"), "missing away stopped");
    }

    [TestMethod]
    public void Pages_one_behind_the_other_are_all_of_them_once_in_every_order()
    {
        ModuleView[] many =
            [.. Enumerable.Range(0, 57).Select(i => new ModuleView($"s-{i % 5}", $"m-{i}") { HeardAt = i % 4, Events = i % 3 })];
        foreach (ModuleOrder order in ModuleOrder.All)
        {
            ModuleQuery query = ModuleQuery.Parse("", order.Name, out _);
            string[] all = [.. query.In(many).Select(Key)];
            var paged = new List<string>();
            string? from = "";
            while (from != null)
            {
                FoundModules page = query.Page(query.In(many), RankCursor.Parse(from), 10);
                Assert.IsLessThanOrEqualTo(10, page.Rows.Count);
                paged.AddRange(page.Rows.Select(Key));
                from = page.Next?.ToString();
            }
            CollectionAssert.AreEqual(all, paged, order.Name);
            CollectionAssert.AllItemsAreUnique(paged);
        }
    }

    [TestMethod]
    public void The_longest_names_fit_where_a_page_begins()
    {
        string name = new('m', Core.ReportTopics.MaxName);
        var cursor = new RankCursor(-1, $"{name}/{name}");
        Assert.AreEqual(cursor, RankCursor.Parse(cursor.ToString()));
    }

    [TestMethod]
    public void Policies_in_force_are_counted_by_what_they_are_and_not_by_their_names()
    {
        List<PolicyCount> counts = PolicyCount.Of(Fleet);
        Assert.AreEqual(new PolicyCount("line-3", 4, Hash, 4), counts[0]);
        CollectionAssert.AreEquivalent(
            new[] { new PolicyCount("line-3", 3, Hash, 1), new PolicyCount("line-3", 4, OtherHash, 1) }, counts.Skip(1).ToArray());
    }

    private static InventoryReport Inventory(string software, bool isUnsafe) =>
        new(software, "test", "", "", [new ListenerReport("tcp", "", isUnsafe, "")], []);

    private static string Key(ModuleView view) => $"{view.Site}/{view.Name}";

    private static string Names(string search, string sort = "")
    {
        ModuleQuery query = ModuleQuery.Parse(search, sort, out IReadOnlyList<string> problems);
        Assert.IsEmpty(problems, search);
        return string.Join(' ', query.In(Fleet).Select(view => view.Name));
    }
}
