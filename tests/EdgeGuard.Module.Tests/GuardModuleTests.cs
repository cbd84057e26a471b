using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing;

namespace EdgeGuard.Module.Tests;

/// <summary>The module as its platform sees it: what it starts with, steps, and leaves behind.</summary>
[TestClass]
public sealed class GuardModuleTests
{
    [TestMethod]
    public void A_new_module_has_nothing_in_force_and_lets_its_platform_look_around()
    {
        using ModuleBed bed = ModuleBed.New();
        Assert.AreEqual(CommitFault.NothingToCommit, bed.Started!.Fault);
        Assert.IsNull(bed.Module.Guard);
        StringAssert.Contains(bed.Notes, "nobody has an account: the claim code is on the test");
        StringAssert.Contains(bed.Notes, "nothing is configured: every request is refused");
        bed.Module.Step();
        bed.Module.Step();
        Assert.AreEqual(2, bed.Parts.Looks);
        Assert.IsEmpty(bed.Parts.Plain);
    }

    [TestMethod]
    public void What_was_committed_is_in_force_at_the_next_start()
    {
        using ModuleBed first = ModuleBed.Guarding();
        Assert.AreEqual((byte)3, first.Read(first.Connect()));
        using ModuleBed second = first.Restart();
        Assert.AreEqual(CommitFault.None, second.Started!.Fault);
        MemoryClient client = second.Connect();
        Assert.AreEqual((byte)3, second.Read(client));
        Assert.AreEqual((byte)0x83, second.Read(client, 100));
        second.Module.Step();
        Assert.AreEqual(0, second.Parts.Looks, "something is in force");
    }

    [TestMethod]
    public void Who_asks_what_is_recorded_under_one_guard_after_the_other_and_over_a_restart()
    {
        using ModuleBed first = ModuleBed.Guarding();
        first.Read(first.Connect());
        Assert.IsFalse(first.Module.Run.Traffic!.RecordsValues, "unless set otherwise, what is written is nobody's business");
        first.Commit("0.0.0.0:503", more: "traffic.values writes\n");
        Assert.IsTrue(first.Module.Run.Traffic.RecordsValues);
        first.Read(first.Connect());
        Assert.AreEqual(2L, first.Module.Run.Traffic.Copy(0).Single().Requests);
        using ModuleBed second = first.Restart();
        second.Read(second.Connect());
        Assert.AreEqual(3L, second.Module.Run.Traffic!.Copy(0).Single().Requests);
    }

    [TestMethod]
    public void With_no_rows_nothing_is_recorded_from_the_next_start_on()
    {
        using ModuleBed first = ModuleBed.Guarding();
        first.Commit("0.0.0.0:502", more: "traffic.rows 0\n");
        using ModuleBed second = first.Restart();
        Assert.AreEqual((byte)3, second.Read(second.Connect()));
        Assert.IsNull(second.Module.Run.Traffic);
    }

    [TestMethod]
    public void What_the_platform_cannot_do_any_more_is_not_in_force_and_noted_with_every_problem()
    {
        using ModuleBed first = ModuleBed.Guarding();
        using ModuleBed second = first.Restart(parts => parts.Problem = "there is no such thing here");
        Assert.AreEqual(CommitFault.Problems, second.Started!.Fault);
        Assert.IsNull(second.Module.Guard);
        StringAssert.Contains(second.Notes, "error: the stored configuration cannot be put in force; every request is refused");
        StringAssert.Contains(second.Notes, "there is no such thing here");
    }

    [TestMethod]
    public void An_isolated_module_begins_isolated_and_is_opened_by_a_person()
    {
        using ModuleBed first = ModuleBed.Guarding();
        MemoryClient client = first.Connect();
        Assert.AreEqual(IsolationFault.None, first.Module.Store.Isolation.Enter(first.Anna, out int ended));
        Assert.AreEqual(1, ended);
        Assert.IsTrue(client.IsEnded);
        using ModuleBed second = first.Restart();
        Assert.IsTrue(second.Module.Guard!.IsIsolated);
        Assert.IsTrue(second.Connect().IsEnded);
        Assert.AreEqual(IsolationFault.None, second.Module.Store.Isolation.Leave(second.Anna));
        Assert.AreEqual((byte)3, second.Read(second.Connect()));
    }

    [TestMethod]
    public void The_time_is_kept_from_the_start_to_the_end_and_every_five_seconds_between()
    {
        ModuleBed bed = ModuleBed.New();
        Assert.AreEqual(1, bed.Parts.Keeper.Starts);
        for (int i = 0; i < 11; i++)
        {
            bed.Module.Step();
            bed.Clock.Advance(1_000);
        }
        Assert.AreEqual(1 + (11 * 1_000 - 1) / GuardModule.KeepMs, bed.Parts.Keeper.Steps);
        Assert.AreEqual(0, bed.Parts.Keeper.Ends);
        bed.Dispose();
        Assert.AreEqual(1, bed.Parts.Keeper.Ends);
    }

    [TestMethod]
    public void The_panel_shows_what_is_in_force_and_may_bypass_a_serial_cable_alone()
    {
        using ModuleBed plain = ModuleBed.Guarding();
        plain.Module.Step();
        Assert.IsTrue(plain.Module.Panel!.State.HasFlag(PanelState.Guarding | PanelState.Attention), "a plain listener wants attention");
        Assert.IsFalse(plain.Module.Panel.MayBypass);
        using ModuleBed serial = ModuleBed.New();
        string lines = "bus pump COM1 19200 8E1\nunit 1 on pump\nlisten.serial COM2 19200 8E1 Operator\n";
        Assert.AreEqual(CommitFault.None, serial.Commit("off", more: lines, plc: "off").Fault);
        serial.Module.Step();
        Assert.IsTrue(serial.Module.Panel!.MayBypass);
        using ModuleBed tls = ModuleBed.GuardingOverTls(renewsCredentials: true);
        tls.Module.Step();
        Assert.IsFalse(tls.Module.Panel!.MayBypass);
        using ModuleBed none = ModuleBed.New();
        none.Module.Step();
        Assert.AreEqual(PanelState.None, none.Module.Panel!.State);
    }

    [TestMethod]
    public void Who_wants_it_to_begin_again_wakes_the_thread_that_steps()
    {
        using ModuleBed bed = ModuleBed.New();
        Assert.IsFalse(bed.Module.IsEnding);
        bed.Do(() =>
        {
            bed.Module.End();
            bed.Module.Wait(long.MaxValue);
        });
        Assert.IsTrue(bed.Module.IsEnding);
    }

    [TestMethod]
    public void Start_and_stop_are_events_and_what_is_in_force_is_one()
    {
        ModuleBed bed = ModuleBed.Guarding();
        RecentEvents events = bed.Module.Run.Events;
        bed.Dispose();
        string[] lines = [.. Enumerable.Range(0, (int)events.Count(EventChoice.All)).Select(i => events.Line(EventChoice.All, i + 1)!)];
        int started = Array.FindIndex(lines, line => line.Contains("module started", StringComparison.Ordinal));
        int committed = Array.FindIndex(lines, line => line.Contains("configuration committed", StringComparison.Ordinal));
        int stopping = Array.FindIndex(lines, line => line.Contains("module stops", StringComparison.Ordinal));
        Assert.IsTrue(started >= 0 && started < committed && committed < stopping, string.Join('\n', lines));
    }
}
