using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Central.Tests;

/// <summary>The life of alerts, over restarts, and one cause for many.</summary>
[TestClass]
public sealed class AlertEngineTests
{
    [TestMethod]
    public void Acknowledged_and_over_it_is_history_and_the_next_time_it_is_a_new_one()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        Bypass(console, module);
        long id = console.Engine.Alerts().Single().Id;
        Assert.AreEqual(1, console.Engine.Acknowledge([id], "anna", "maintenance, ticket 12"));
        Assert.AreEqual(0, console.Engine.Acknowledge([id], "bert", "me too"), "once");
        Assert.AreEqual("bypass plant-7/pump-3 active acknowledged", console.Open);
        End(console, module);
        Assert.AreEqual("", console.Open);
        Alert closed = console.Engine.Closed(long.MaxValue, 10).Single();
        Assert.AreEqual(("anna", "maintenance, ticket 12"), (closed.AcknowledgedBy, closed.Reason));
        CollectionAssert.AreEqual(
            new[] { "over", "acknowledged", "raised" }, console.Engine.Notes(id).Select(note => note.What).ToArray());
        Bypass(console, module);
        Assert.AreNotEqual(id, console.Engine.Alerts().Single().Id);
        Assert.AreEqual("bypass plant-7/pump-3 active", console.Open);
    }

    [TestMethod]
    public void Over_and_acknowledged_by_nobody_it_is_the_same_one_again()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        Bypass(console, module);
        End(console, module);
        Assert.AreEqual("bypass plant-7/pump-3 cleared", console.Open);
        Bypass(console, module);
        Alert again = console.Engine.Alerts().Single();
        Assert.AreEqual(2, again.Count);
        CollectionAssert.AreEqual(new[] { "raised bypass", "over bypass", "raised bypass" }, console.Listener.Told);
        End(console, module);
        Assert.AreEqual(1, console.Engine.Acknowledge([again.Id], "anna", "seen"));
        Assert.AreEqual("", console.Open);
    }

    [TestMethod]
    public void What_comes_and_goes_is_told_once_and_what_is_over_before_it_is_due_never()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        for (int i = 0; i < 5; i++)
        {
            module.Plc.Set(PlcState.Silent, console.Now);
            console.Seconds(20, module);
            module.Plc.Set(PlcState.Answers, console.Now);
            console.Seconds(20, module);
        }
        Assert.IsEmpty(console.Listener.Told, "20 seconds are nothing");
        for (int i = 0; i < 5; i++)
        {
            module.Plc.Set(PlcState.Silent, console.Now);
            console.Seconds(50, module);
            module.Plc.Set(PlcState.Answers, console.Now);
            console.Seconds(30, module);
        }
        CollectionAssert.AreEqual(new[] { "raised plc-silent" }, console.Listener.Told);
        Assert.AreEqual("plc-silent plant-7/pump-3 recovering", console.Open);
        console.Seconds(60, module);
        CollectionAssert.AreEqual(new[] { "raised plc-silent", "over plc-silent" }, console.Listener.Told);
    }

    [TestMethod]
    public void Shelved_it_bothers_nobody_until_its_time_and_then_it_does()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        Bypass(console, module);
        long id = console.Engine.Alerts().Single().Id;
        Assert.AreEqual(1, console.Engine.Shelve([id], "anna", "works until noon", console.Now + 3_600_000));
        Assert.IsFalse(console.Engine.Alerts().Single().Waits(console.Now));
        console.Pass(TimeSpan.FromMinutes(50), module);
        CollectionAssert.AreEqual(new[] { "raised bypass" }, console.Listener.Told);
        console.Pass(TimeSpan.FromMinutes(20), module);
        CollectionAssert.AreEqual(new[] { "raised bypass", "raised bypass" }, console.Listener.Told);
        Assert.IsTrue(console.Engine.Alerts().Single().Waits(console.Now));
    }

    [TestMethod]
    [DataRow(true, DisplayName = "over meanwhile")]
    [DataRow(false, DisplayName = "acknowledged meanwhile")]
    public void What_needs_nobody_when_its_shelf_ends_is_not_told_again(bool isOver)
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        Bypass(console, module);
        long id = console.Engine.Alerts().Single().Id;
        console.Engine.Shelve([id], "anna", "works until noon", console.Now + 3_600_000);
        if (isOver) End(console, module);
        else console.Engine.Acknowledge([id], "anna", "seen");
        console.Pass(TimeSpan.FromMinutes(70), module);
        CollectionAssert.AreEqual(new[] { "raised bypass" }, console.Listener.Told);
        Assert.IsFalse(console.Engine.Alerts().Single().IsShelved(console.Now));
    }

    [TestMethod]
    public void A_restart_resumes_what_is_pending_acknowledged_begun_and_recovering_and_tells_nothing_anew()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        SimulatedModule observer = console.Module("pump-4");
        observer.SetPolicy(AlertConsole.PolicyHash, GuardMode.Observe);
        console.Pass(TimeSpan.FromHours(7), module, observer);
        Bypass(console, module);
        console.Engine.Acknowledge(console.Engine.Alerts().Select(alert => alert.Id), "anna", "maintenance");
        console.Restart(TimeSpan.FromMinutes(10));
        console.Return(module);
        console.Return(observer);
        console.Seconds(60, module, observer);
        Assert.AreEqual("bypass plant-7/pump-3 active acknowledged", console.Open);
        console.Restart(TimeSpan.FromMinutes(40));
        console.Return(module);
        console.Return(observer);
        console.Pass(TimeSpan.FromMinutes(20), module, observer);
        // In the order of their numbers, and observing began first.
        Assert.AreEqual("observe-too-long plant-7/pump-4 active\nbypass plant-7/pump-3 active acknowledged", console.Open);
        End(console, module);
        Assert.AreEqual("observe-too-long plant-7/pump-4 active", console.Open);
        CollectionAssert.AreEqual(new[] { "raised bypass", "raised observe-too-long", "over bypass" }, console.Listener.Told);
    }

    [TestMethod]
    public void What_happened_while_nobody_looked_is_found_at_the_next_start()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        console.Engine.Look();
        module.Raise(SimulatedClients.Of(EventCode.CaseOpened));
        console.Report(module);
        console.Restart(TimeSpan.FromSeconds(5));
        console.Engine.Look();
        Assert.AreEqual("case-open plant-7/pump-3 active", console.Open);
        console.Engine.Look();
        Assert.AreEqual(1, console.Engine.Alerts().Single().Count);
    }

    [TestMethod]
    public void A_restart_of_the_console_raises_nothing_for_modules_that_come_back()
    {
        using var console = new AlertConsole();
        SimulatedModule[] all = [.. Enumerable.Range(0, 20).Select(i => console.Module($"pump-{i}", $"plant-{i % 2}"))];
        console.Seconds(60, all);
        console.Restart(TimeSpan.FromHours(3));
        console.Seconds(120);
        foreach (SimulatedModule module in all) console.Return(module);
        console.Seconds(300, all);
        Assert.AreEqual("", console.Open);
        Assert.IsEmpty(console.Listener.Told);
    }

    [TestMethod]
    public void Five_thousand_modules_that_go_and_come_back_with_their_switch_are_one_alert_and_no_flood()
    {
        using var console = new AlertConsole();
        SimulatedModule[] site = [.. Enumerable.Range(0, 5000).Select(i => console.Module($"m-{i}", "plant-1"))];
        SimulatedModule[] others = [.. Enumerable.Range(0, 20).Select(i => console.Module($"m-{i}", "plant-2"))];
        console.Seconds(10, others);
        // Their connections break one after the other, as the broker notices.
        foreach (SimulatedModule[] some in site.Chunk(1000))
        {
            foreach (SimulatedModule module in some) console.Leave(module);
            console.Seconds(8, others);
        }
        console.Seconds(300, others);
        Assert.AreEqual("site-silent plant-1 active", console.Open);
        // Meanwhile each went on, and refused something now and then.
        foreach (SimulatedModule module in site)
        {
            module.Raise(SimulatedClients.Of(EventCode.BrokerLost, 1));
            module.Raise(SimulatedClients.Refused(1, FunctionCode.WriteSingleCoil, 7, Refusal.State, 8), SimulatedClients.Operator);
            module.Raise(SimulatedClients.Of(EventCode.BrokerConnected, 2));
        }
        foreach (SimulatedModule[] some in site.Chunk(1000))
        {
            foreach (SimulatedModule module in some) console.Return(module);
            console.Seconds(20, others);
        }
        console.Seconds(120, others);
        Assert.AreEqual("site-silent plant-1 cleared", console.Open);
        CollectionAssert.AreEqual(new[] { "raised site-silent", "over site-silent" }, console.Listener.Told);
    }

    [TestMethod]
    public void Those_who_stay_away_when_their_site_is_back_are_told_one_by_one()
    {
        using var console = new AlertConsole();
        SimulatedModule[] site = [.. Enumerable.Range(1, 8).Select(i => console.Module($"pump-{i}"))];
        foreach (SimulatedModule module in site) console.Leave(module);
        console.Seconds(300);
        Assert.AreEqual("site-silent plant-7 active", console.Open);
        foreach (SimulatedModule module in site.Skip(1)) console.Return(module);
        console.Seconds(300, [.. site.Skip(1)]);
        Assert.AreEqual("site-silent plant-7 cleared\nmodule-silent plant-7/pump-1 active", console.Open);
    }

    [TestMethod]
    public void A_file_that_is_damaged_is_set_aside_told_and_begun_anew()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        Bypass(console, module);
        string file = Path.Combine(console.Folder, AlertFile.FileName);
        console.Restart(TimeSpan.Zero, () => File.WriteAllText(file, new string('x', 9000)));
        console.Return(module);
        console.Seconds(30, module);
        Assert.IsTrue(File.Exists(file + ".damaged"));
        StringAssert.Contains(console.Open, "storage-trouble active");
        StringAssert.Contains(console.Open, "bypass plant-7/pump-3 active", "the archive has it still");
    }

    [TestMethod]
    public void A_flood_that_does_not_end_is_told_of_while_it_goes_on()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        module.Raise(SimulatedClients.Of(EventCode.Bypassed));
        console.Send(module);
        int told = 0;
        IArchive flooded = FloodedArchive.Of(console.Archive, () =>
        {
            if (++told > 100) Assert.Fail("a look reads what comes while it looks, and never ends");
            console.Time.Now += TimeSpan.FromMilliseconds(5);
            module.Raise(SimulatedClients.Of(EventCode.SessionOpened), SimulatedClients.Scada);
            console.Send(module);
        });
        string folder = Directory.CreateDirectory(Path.Combine(console.Folder, "flooded")).FullName;
        using AlertEngine engine = AlertEngine.Open(folder, flooded, () => console.Known, console.Listener, console.Time);
        for (int looks = 1; looks <= 3; looks++)
        {
            engine.Look();
            Assert.AreEqual("", engine.Trouble);
            StringAssert.Contains(string.Join(' ', engine.Alerts().Select(AlertConsole.Text)), "bypass plant-7/pump-3 active");
            Assert.AreEqual(looks, told, "one read a look");
        }
    }

    [TestMethod]
    public async Task Looking_goes_on_by_itself_until_it_ends()
    {
        using var console = new AlertConsole();
        SimulatedModule module = console.Module();
        module.Raise(SimulatedClients.Of(EventCode.CaseOpened));
        console.Engine.Start();
        console.Report(module);
        for (int i = 0; i < 600 && console.Engine.Alerts().Count == 0; i++) await Task.Delay(100);
        Assert.AreEqual("case-open plant-7/pump-3 active", console.Open);
    }

    private static void Bypass(AlertConsole console, SimulatedModule module)
    {
        module.Raise(SimulatedClients.Of(EventCode.Bypassed));
        console.Seconds(10, [module, .. Others(console, module)]);
    }

    private static void End(AlertConsole console, SimulatedModule module)
    {
        module.Raise(SimulatedClients.Of(EventCode.BypassEnded));
        console.Seconds(20, [module, .. Others(console, module)]);
    }

    // Whoever else is there goes on reporting.
    private static IEnumerable<SimulatedModule> Others(AlertConsole console, SimulatedModule module) =>
        console.Modules.Where(other => other != module);
}
