using System;
using System.Linq;
using EdgeGuard.Core.Access;
using EdgeGuard.Core.Events;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Policy.Problems;
using EdgeGuard.Settings;
using EdgeGuard.Store.Configuring;
using EdgeGuard.Store.People;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Core.Tests.Host.Store;

[TestClass]
public sealed class ConfigurationDeskTests
{
    private static readonly byte[] Read = Adu.Read(7, 1, 3, 40, 2);
    private static readonly byte[] Write = Adu.WriteRegister(7, 1, 40, 100);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Nothing_stored_means_nothing_in_force()
    {
        DeskBed bed = DeskBed.New();
        Assert.AreEqual(CommitFault.NothingToCommit, bed.Started.Fault);
        Assert.IsNull(bed.Desk.InForce);
        Assert.AreEqual(0, bed.Desk.Stored.Generation);
        CommitResult empty = bed.Desk.Commit(bed.Anna);
        Assert.AreEqual(CommitFault.Problems, empty.Fault);
        Assert.IsTrue(empty.Reading!.Policy.Errors > 0);
        Assert.IsTrue(empty.Reading.Settings.Errors > 2);
    }

    [TestMethod]
    public void What_is_committed_is_in_force_at_once_and_after_a_restart_with_settings_and_policy_together()
    {
        DeskBed bed = DeskBed.Configured();
        Assert.AreEqual("north first 1", bed.InForce);
        bed.Edit("south", "second");
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual(CommitFault.None, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.InForce);
        DeskBed again = bed.Restart();
        Assert.AreEqual("south second 2", again.InForce);
        Assert.AreEqual("anna", again.Desk.Stored.By);
        Assert.AreEqual(bed.Module.Clock.Utc, again.Desk.Stored.Utc);
        Assert.AreEqual(2, bed.Module.Events.All.Count(e => e.Code == EventCode.ConfigurationCommitted && e.Peer!.Subject == "anna"));
    }

    [TestMethod]
    public void All_problems_of_both_texts_and_of_the_body_are_found_at_once_and_nothing_changes()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Body.Problem = "there is no certificate";
        bed.Edit("north", "second", "role Operator\n  allow 999\n  alow 3\n");
        bed.Desk.Set(bed.Anna, "plc.timeout", "2s", new ProblemList());
        ConfigurationReading reading = bed.Desk.Check();
        Assert.AreEqual(1, reading.Settings.Errors);
        Assert.AreEqual(2, reading.Policy.Errors);
        Assert.AreEqual(CommitFault.Problems, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual("north first 1", bed.Restart().InForce);
    }

    [TestMethod]
    public void What_settings_and_policy_make_of_each_other_is_warned_of_with_what_never_decides()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("north", "second", "role Operator\n  allow writes\n  allow 6 address 40 value 0-1500 during mon-fri 06:00-18:00\n");
        bed.Desk.Set(bed.Anna, SettingKeys.UnsafePlainRole, "10.0.0.5 operator", new ProblemList());
        ConfigurationReading reading = bed.Desk.Check();
        Assert.AreEqual(0, reading.Errors);
        string[] settings = [.. Enumerable.Range(0, reading.Settings.Count).Select(i => reading.Settings[i].Message)];
        CollectionAssert.Contains(settings, "unsafe-plain.role: the policy has no role operator, so everything is refused");
        CollectionAssert.Contains(settings, "the policy has `during`, and site.zone is not set: its times are taken as UTC");
        Assert.AreEqual("line 5 never decides: line 4 allows all of it", reading.Policy[0].Message);
    }

    [TestMethod]
    public void Keys_are_set_and_unset_one_by_one_and_comments_stay()
    {
        DeskBed bed = DeskBed.Configured();
        var problems = new ProblemList();
        Assert.AreEqual(CommitFault.None, bed.Desk.Set(bed.Anna, "plc.timeout", "2s", problems));
        Assert.AreEqual(CommitFault.None, bed.Desk.Set(bed.Anna, "site", "south", problems));
        Assert.AreEqual(CommitFault.None, bed.Desk.Set(bed.Anna, "plc.unit-alias", "255 1", problems));
        Assert.AreEqual(CommitFault.None, bed.Desk.Set(bed.Anna, "plc.unit-alias", "0 1", problems));
        CollectionAssert.AreEqual(
            new[] { "-site north", "+site south", "+plc.timeout 2s", "+plc.unit-alias 255 1", "+plc.unit-alias 0 1" }, bed.Desk.DiffSettings());
        Assert.AreEqual(CommitFault.None, bed.Desk.Unset(bed.Anna, "plc.unit-alias", "255 1"));
        Assert.AreEqual(CommitFault.NothingToCommit, bed.Desk.Unset(bed.Anna, "mode", ""));
        Assert.AreEqual(0, problems.Count);
        StringAssert.StartsWith(bed.Desk.CandidateSettings, "# pump station\nsite south\n");
        StringAssert.EndsWith(bed.Desk.CandidateSettings, "plc.timeout 2s\nplc.unit-alias 0 1\n");
        Assert.AreEqual(CommitFault.None, bed.Desk.Discard(bed.Anna));
        Assert.IsFalse(bed.Desk.HasChanges);
    }

    [TestMethod]
    [DataRow("plc.timeout", "soon", "'soon' is no value for plc.timeout")]
    [DataRow("plc.timout", "2s", "there is no setting called plc.timout")]
    [DataRow("site", "", "site has no value")]
    [DataRow("mqtt.user", "a\nmode observe", "is no value for mqtt.user")]
    [DataRow("mqtt.user", "a #b", "cannot stand on a line")]
    [DataRow("tls.key", "/etc/passwd", "names a file")]
    public void A_mistake_is_answered_where_it_is_typed_and_changes_nothing(string key, string value, string message)
    {
        DeskBed bed = DeskBed.Configured();
        var problems = new ProblemList();
        Assert.AreEqual(CommitFault.Problems, bed.Desk.Set(bed.Anna, key, value, problems));
        Assert.AreEqual(1, problems.Errors);
        StringAssert.Contains(problems[0].Message, message);
        Assert.IsFalse(bed.Desk.HasChanges);
    }

    [TestMethod]
    public void A_commit_on_trial_is_in_force_and_stores_nothing_until_it_is_confirmed()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.None, bed.Desk.CommitOnTrial(bed.Anna, 180).Fault);
        Assert.AreEqual("south second 2", bed.InForce);
        Assert.AreEqual("north first 1", bed.Restart().InForce);
        Assert.AreEqual(180_000, bed.Desk.TrialMs);
        bed.Module.Clock.Advance(100_000);
        Assert.AreEqual(CommitFault.None, bed.Desk.Confirm(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.Restart().InForce);
        Assert.AreEqual(0, bed.Desk.TrialMs);
        Assert.AreEqual(long.MaxValue, bed.Desk.Step(bed.Module.Clock.Now + 1_000_000));
        Assert.AreEqual("south second 2", bed.InForce);
    }

    [TestMethod]
    public void Without_a_confirmation_the_timer_brings_the_old_one_back_to_the_second_and_an_event_tells()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        bed.Desk.CommitOnTrial(bed.Anna, 5);
        long ends = bed.Desk.Step(bed.Module.Clock.Now);
        Assert.AreEqual(bed.Module.Clock.Now + 5_000, ends);
        bed.Module.Clock.Advance(4_999);
        bed.Desk.Step(bed.Module.Clock.Now);
        Assert.AreEqual("south second 2", bed.InForce);
        bed.Module.Clock.Advance(1);
        Assert.AreEqual(long.MaxValue, bed.Desk.Step(bed.Module.Clock.Now));
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual((int)RollbackReason.NotConfirmed, bed.Module.Events.Only(EventCode.ConfigurationRolledBack).B);
        Assert.IsTrue(bed.Desk.HasChanges, "what was tried can be mended");
    }

    [TestMethod]
    public void The_first_configuration_of_all_gives_way_to_none_when_nobody_confirms_it()
    {
        DeskBed bed = DeskBed.New();
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.None, bed.Desk.CommitOnTrial(bed.Anna, 5).Fault);
        Assert.AreEqual("south second 1", bed.InForce);
        bed.Module.Clock.Advance(5_000);
        bed.Desk.Step(bed.Module.Clock.Now);
        Assert.AreEqual("  0", bed.InForce);
        Assert.IsNull(bed.Desk.InForce);
        Assert.AreEqual("  0", bed.Restart().InForce);
    }

    [TestMethod]
    public void Any_restart_brings_the_old_one_back_and_tells_whose_was_lost()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        bed.Desk.CommitOnTrial(bed.Anna, 180);
        DeskBed again = bed.Restart();
        Assert.AreEqual("north first 1", again.InForce);
        RecordedEvent told = again.Module.Events.Only(EventCode.ConfigurationRolledBack);
        Assert.AreEqual("anna", told.Peer!.Subject);
        Assert.AreEqual((int)RollbackReason.Restart, told.B);
        Assert.AreEqual(0, again.Restart().Module.Events.Count(EventCode.ConfigurationRolledBack), "told once");
    }

    [TestMethod]
    public void A_rollback_ends_a_trial_at_once_and_without_one_makes_the_generation_before_the_candidate()
    {
        DeskBed bed = DeskBed.Configured();
        Assert.AreEqual(CommitFault.NoPrevious, bed.Desk.Rollback(bed.Anna).Fault);
        bed.Edit("south", "second");
        bed.Desk.CommitOnTrial(bed.Anna, 180);
        Assert.AreEqual(CommitFault.OnTrial, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual(CommitFault.None, bed.Desk.Rollback(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual(CommitFault.None, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual(CommitFault.None, bed.Desk.Rollback(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.InForce, "until it is committed");
        Assert.AreEqual(CommitFault.None, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 3", bed.InForce);
    }

    [TestMethod]
    public void What_the_body_cannot_put_in_force_is_not_stored()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        bed.Body.Refusal = "port 802 is taken";
        CommitResult result = bed.Desk.Commit(bed.Anna);
        Assert.AreEqual(CommitFault.BodyRefused, result.Fault);
        Assert.AreEqual("port 802 is taken", result.Detail);
        Assert.AreEqual(CommitFault.BodyRefused, bed.Desk.CommitOnTrial(bed.Anna, 5).Fault);
        Assert.AreEqual(0, bed.Desk.TrialMs);
        bed.Body.Refusal = "";
        Assert.AreEqual("north first 1", bed.Restart().InForce);
    }

    [TestMethod]
    public void What_cannot_be_stored_does_not_stay_in_force()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(CommitFault.StoreRefused, bed.Desk.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        bed.Desk.CommitOnTrial(bed.Anna, 5);
        Assert.AreEqual(CommitFault.StoreRefused, bed.Desk.Confirm(bed.Anna).Fault);
        bed.Module.Clock.Advance(5_000);
        bed.Desk.Step(bed.Module.Clock.Now);
        Assert.AreEqual("north first 1", bed.InForce);
    }

    [TestMethod]
    public void A_viewer_changes_nothing()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Module.Accounts.Create(bed.Anna, "bert", AccountLevel.Viewer, "another long password");
        Person bert = bed.Module.Login("bert", "another long password").Person!;
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.Set(bert, "site", "west", new ProblemList()));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.SetPolicy(bert, ""));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.Discard(bert));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.Commit(bert).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.CommitOnTrial(bert, 5).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.Confirm(bert).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Desk.Rollback(bert).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        foreach (CommitFault fault in Enum.GetValues<CommitFault>()) Assert.AreNotEqual("unknown fault", CommitFaultText.Message(fault));
    }

    [TestMethod]
    public void A_policy_on_trial_drops_no_session_and_what_it_refuses_anew_is_counted_and_listed()
    {
        using GuardBed guard = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty));
        DeskBed bed = DeskBed.Configured(guard.Gateway, guard.Clock);
        MemoryClient client = guard.Connect(Peers.Tls("Operator"));
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Write)));
        bed.Edit("north", "second", "role Operator\n  allow reads  unit 1\n");
        Assert.AreEqual(CommitFault.None, bed.Desk.CommitOnTrial(bed.Anna, 180).Fault);
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Read)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Adu.Frame(7, 1, 90, 0))), "refused by both");
        LiveDifference difference = bed.Desk.Difference!;
        Assert.AreEqual(2, difference.Requests);
        LiveDifferenceRow row = difference.Rows().Single();
        Assert.AreEqual("6 1 40 2 True Function", $"{row.Function} {row.Unit} {row.Address} {row.Count} {row.IsCertain} {row.Reason}");
        guard.Clock.Advance(180_000);
        bed.Desk.Step(guard.Clock.Now);
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Write)));
        Assert.AreEqual(2, difference.Requests);
        Assert.IsNull(bed.Desk.Difference);
        Assert.AreEqual(1, guard.Gateway.Sessions().Length);
        Assert.AreEqual(0, guard.Events.Count(EventCode.SessionClosed));
    }

    [TestMethod]
    public void The_list_of_differences_is_bounded_and_the_count_is_not()
    {
        using GuardBed guard = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty));
        DeskBed bed = DeskBed.Configured(guard.Gateway, guard.Clock);
        bed.Edit("north", "second", "role Operator\n  allow reads  unit 1\n");
        bed.Desk.CommitOnTrial(bed.Anna, 180);
        MemoryClient client = guard.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 100; i++) GuardBed.Ask(client, Adu.WriteRegister(7, 1, i, 1));
        Assert.AreEqual(100, bed.Desk.Difference!.Requests);
        Assert.AreEqual(LiveDifference.MaxRows, bed.Desk.Difference.Rows().Length);
        Assert.AreEqual(CommitFault.None, bed.Desk.Confirm(bed.Anna).Fault);
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsNull(bed.Desk.Difference);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_of_a_commit_the_configuration_is_the_old_or_the_new()
    {
        int cuts = 0;
        cuts += Cuts(DeskBed.New(), Edited(bed => bed.Desk.Commit(bed.Anna)), "  0", "south second 1");
        DeskBed configured = DeskBed.Configured();
        cuts += Cuts(configured, Edited(bed => bed.Desk.Commit(bed.Anna)), "north first 1", "south second 2");
        cuts += Cuts(configured, Edited(bed => bed.Desk.CommitOnTrial(bed.Anna, 5)), "north first 1", "north first 1");
        cuts += Cuts(configured, Edited(TriedAndConfirmed), "north first 1", "south second 2");
        cuts += Cuts(configured, Edited(bed =>
        {
            bed.Desk.CommitOnTrial(bed.Anna, 5);
            bed.Desk.Rollback(bed.Anna);
        }), "north first 1", "north first 1");
        TestContext.WriteLine($"{cuts} power cuts while configurations were committed");
        Assert.IsTrue(cuts > 100, $"{cuts}");
    }

    [TestMethod]
    public void A_long_life_of_commits_with_the_power_cut_in_each_keeps_the_old_or_the_new()
    {
        int cuts = 0;
        DeskBed bed = DeskBed.Configured();
        for (int i = 2; i < 30; i++)
        {
            string old = bed.InForce;
            string site = "site-" + i;
            bool isTried = i % 2 == 0;
            cuts += Cuts(bed, module =>
            {
                module.Edit(site, "policy-" + site);
                if (isTried) TriedAndConfirmed(module);
                else module.Desk.Commit(module.Anna);
            }, old, $"{site} policy-{site} {i}");
            bed.Edit(site, "policy-" + site);
            bed.Desk.Commit(bed.Anna);
        }
        TestContext.WriteLine($"{cuts} power cuts in a long life of commits");
        Assert.IsTrue(cuts > 1000, $"{cuts}");
    }

    [TestMethod]
    public void A_damaged_configuration_is_told_and_the_generation_before_is_in_force()
    {
        DeskBed bed = DeskBed.Configured();
        bed.Edit("south", "second");
        bed.Desk.Commit(bed.Anna);
        bed.Module.Medium.Damage("configuration.b", [0]);
        DeskBed again = bed.Restart();
        Assert.AreEqual("north first 1", again.InForce);
        Assert.AreEqual(1, again.Module.Events.Count(EventCode.StoreDamaged));
        bed.Module.Medium.Damage("configuration.a", [0]);
        again = bed.Restart();
        Assert.AreEqual("  0", again.InForce, "no stored policy: refuse");
    }

    [TestMethod]
    public void A_stored_configuration_that_this_version_or_body_refuses_is_the_candidate_and_nothing_is_in_force()
    {
        DeskBed bed = DeskBed.Configured();
        var body = new GatewayBody { Problem = "there is no certificate any more" };
        AccountBed module = bed.Module.Restart();
        var desk = new ConfigurationDesk(module.Records, module.Accounts, module.Clock, module.Events, body);
        Assert.AreEqual(CommitFault.Problems, desk.Start().Fault);
        Assert.IsNull(desk.InForce);
        Assert.AreEqual("", body.Policy);
        Assert.AreEqual(1, module.Events.Only(EventCode.ConfigurationRejected).A);
        StringAssert.Contains(desk.CandidateSettings, "site north");
        body.Problem = "";
        Assert.AreEqual(CommitFault.None, desk.Commit(bed.Anna).Fault);
        Assert.AreEqual("first", body.Policy);
    }

    private static void TriedAndConfirmed(DeskBed bed)
    {
        bed.Desk.CommitOnTrial(bed.Anna, 5);
        bed.Desk.Confirm(bed.Anna);
    }

    private static Action<DeskBed> Edited(Action<DeskBed> commit) => bed =>
    {
        bed.Edit("south", "second");
        commit(bed);
    };

    private static int Cuts(DeskBed before, Action<DeskBed> story, string old, string @new)
    {
        return PowerCuts.Everywhere(before.Module.Medium, medium => story(new DeskBed(new AccountBed(medium))), (medium, hasEnded) =>
        {
            string found = new DeskBed(new AccountBed(medium)).InForce;
            Assert.IsTrue(found == @new || (!hasEnded && found == old), found);
        });
    }

    private static bool IsRefused(byte[]? answer) => (answer![7] & 0x80) != 0;
}
