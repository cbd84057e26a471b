using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Central.Tests;

/// <summary>The table of alerts: each kind is raised by what it is about, once, and not by what is like it.</summary>
[TestClass]
public sealed class AlertRuleTests
{
    public static IEnumerable<object[]> Kinds =>
        Enum.GetValues<AlertKind>().Where(kind => kind != AlertKind.None).Select(kind => new object[] { kind });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void It_is_raised_once_by_what_it_is_about(AlertKind kind)
    {
        using var console = new AlertConsole();
        CaseOf(kind).Raises(console);
        Alert raised = console.Engine.Alerts().Single();
        Assert.AreEqual(kind, raised.Key.Kind, console.Open);
        Assert.IsTrue(raised.Waits(console.Now));
        Assert.AreNotEqual("", raised.Detail);
        Assert.AreEqual(1, console.Listener.Told.Count(told => told == $"raised {AlertRules.Of(kind).Name}"));
        Assert.AreEqual("raised", console.Engine.Notes(raised.Id)[^1].What);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void It_is_not_raised_by_what_is_like_it(AlertKind kind)
    {
        using var console = new AlertConsole();
        CaseOf(kind).DoesNot(console);
        Assert.AreEqual("", console.Open);
        Assert.IsEmpty(console.Listener.Told);
    }

    [TestMethod]
    public void Every_kind_has_its_row_its_own_words_and_something_to_do()
    {
        AlertKind[] kinds = [.. Kinds.Select(row => (AlertKind)row[0])];
        CollectionAssert.AreEquivalent(kinds, AlertRules.All.Select(rule => rule.Kind).ToArray());
        CollectionAssert.AreEquivalent(kinds, AlertCase.All.Select(row => row.Kind).ToArray());
        foreach (AlertRule rule in AlertRules.All)
        {
            Assert.AreEqual(Kebab(rule.Kind.ToString()), rule.Name);
            Assert.AreEqual(rule, AlertRules.Named(rule.Name));
            Assert.IsGreaterThan(20, rule.Remedy.Length, rule.Name);
            Assert.IsTrue(rule.Pending >= TimeSpan.Zero && rule.Recovering >= TimeSpan.Zero);
        }
        Assert.AreEqual(kinds.Length, AlertRules.All.Select(rule => rule.Words).Distinct().Count());
    }

    [TestMethod]
    public void What_began_and_ended_before_anybody_looked_is_told_all_the_same()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        console.Engine.Look();
        module.Raise(SimulatedClients.Of(EventCode.Bypassed));
        module.Raise(SimulatedClients.Of(EventCode.BypassEnded));
        console.Seconds(30, module);
        Assert.AreEqual("bypass plant-7/pump-3 cleared", console.Open);
        CollectionAssert.AreEqual(new[] { "raised bypass", "over bypass" }, console.Listener.Told);
    }

    [TestMethod]
    public void A_PLC_that_is_silent_explains_its_units_and_a_module_that_is_away_says_nothing_of_either()
    {
        using var console = new AlertConsole();
        SimulatedModule[] site = [.. Enumerable.Range(1, 4).Select(i => console.Module($"pump-{i}"))];
        site[0].Plc.Set(PlcState.Silent, console.Now, 7, 9);
        console.Seconds(60, site);
        Assert.AreEqual("plc-silent plant-7/pump-1 active", console.Open);
        console.Leave(site[0]);
        console.Seconds(600, [.. site.Skip(1)]);
        Assert.AreEqual("plc-silent plant-7/pump-1 active\nmodule-silent plant-7/pump-1 active", console.Open);
        site[0].Plc.Set(PlcState.Answers, console.Now);
        console.Return(site[0]);
        console.Seconds(120, site);
        Assert.AreEqual("plc-silent plant-7/pump-1 cleared\nmodule-silent plant-7/pump-1 cleared", console.Open);
    }

    [TestMethod]
    [DataRow("refusals", 99, "")]
    [DataRow("refusals", 100, "refusal-burst")]
    [DataRow("functions", 3, "")]
    [DataRow("functions", 4, "scan")]
    [DataRow("ranges", 15, "")]
    [DataRow("ranges", 16, "scan")]
    [DataRow("addresses", 9, "")]
    [DataRow("addresses", 10, "scan")]
    public void A_burst_or_a_scan_begins_at_its_number(string what, int count, string raised)
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        for (int i = 0; i < count; i++)
        {
            (EventRecord refused, Peer client) = what switch
            {
                "functions" => (SimulatedClients.Refused(1, (byte)(i + 1), 7, Refusal.Function), SimulatedClients.Contractor),
                "ranges" => (SimulatedClients.Refused(1, 3, i * 100, Refusal.Address), SimulatedClients.Contractor),
                "addresses" => (SimulatedClients.Of(EventCode.HandshakeRefused, 1), SimulatedClients.Stranger(i)),
                _ => (SimulatedClients.Refused(1, 3, 7, Refusal.Address), SimulatedClients.Contractor),
            };
            module.Raise(refused, client);
        }
        console.Seconds(10, module);
        Assert.AreEqual(raised, string.Join(' ', console.Engine.Alerts().Select(alert => AlertRules.Of(alert.Key.Kind).Name)));
    }

    [TestMethod]
    public void A_scan_explains_the_burst_that_it_makes()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        for (int i = 0; i < 300; i++)
        {
            EventRecord refused = SimulatedClients.Refused((byte)(i % 200), (byte)(i % 20 + 1), i * 7, Refusal.Function);
            module.Raise(refused, SimulatedClients.Contractor);
        }
        console.Seconds(60, module);
        Assert.AreEqual("scan plant-7/pump-3 recovering", console.Open);
    }

    [TestMethod]
    public void Each_thing_that_happens_to_the_simulated_fleet_raises_what_it_is_there_for()
    {
        using var console = new AlertConsole();
        console.Known.Add(FleetStory.KnownPolicy);
        List<SimulatedModule> fleet =
            [.. Enumerable.Range(0, 40).Select(i => console.Module(FleetPlan.NameOf(i), FleetPlan.SiteOf(i)))];
        var story = SimulatedFleet.Of(fleet);
        HashSet<SimulatedModule> away = [];
        for (int second = 0; second < FleetStory.RoundSeconds; second++)
        {
            story.Live(second);
            console.Time.Now += TimeSpan.FromSeconds(1);
            foreach (SimulatedModule module in fleet)
            {
                if (module.IsCut && away.Add(module)) console.Leave(module);
                else if (!module.IsCut && away.Remove(module)) console.Return(module);
                else if (!module.IsCut && second % 10 == 0) console.Report(module);
            }
            if (second % 5 == 0) console.Engine.Look();
        }
        IEnumerable<string> raised = console.Listener.Told.Where(line => line.StartsWith("raised ", StringComparison.Ordinal));
        string[] told = [.. raised.Select(line => line["raised ".Length..])];
        // A gap is one ten minutes later, and the others are not in the story.
        AlertKind[] here =
        [
            AlertKind.StreamGap, AlertKind.BrokerAway, AlertKind.ObserveTooLong, AlertKind.UnsafeListener, AlertKind.ChainBroken,
            AlertKind.BootWentBack, AlertKind.StreamTwice, AlertKind.StorageTrouble, AlertKind.NotificationLost,
        ];
        string[] expected = [.. AlertRules.All.Where(rule => !here.Contains(rule.Kind)).Select(rule => rule.Name)];
        CollectionAssert.AreEquivalent(expected, told, "each once");
    }

    private static AlertCase CaseOf(AlertKind kind) => AlertCase.All.Single(row => row.Kind == kind);

    private static string Kebab(string name) => string.Concat(name.Select(
        (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
