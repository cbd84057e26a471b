using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

[TestClass]
public sealed class ConfigurationsTests
{
    private static readonly byte[] Read = Adu.Read(7, 1, 3, 40, 2);
    private static readonly byte[] Write = Adu.WriteRegister(7, 1, 40, 100);

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Nothing_stored_means_nothing_in_force()
    {
        ConfigurationBed bed = ConfigurationBed.New();
        Assert.AreEqual(CommitFault.NothingToCommit, bed.Started.Fault);
        Assert.IsNull(bed.Configurations.InForce);
        Assert.AreEqual(0, bed.Configurations.Stored.Generation);
        CommitResult empty = bed.Configurations.Commit(bed.Anna);
        Assert.AreEqual(CommitFault.Problems, empty.Fault);
        Assert.IsTrue(empty.Reading!.Policy.Errors > 0);
        Assert.IsTrue(empty.Reading.Settings.Errors > 2);
    }

    [TestMethod]
    public void What_is_committed_is_in_force_at_once_and_after_a_restart_with_settings_and_policy_together()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        Assert.AreEqual("north first 1", bed.InForce);
        bed.Edit("south", "second");
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.InForce);
        ConfigurationBed again = bed.Restart();
        Assert.AreEqual("south second 2", again.InForce);
        Assert.AreEqual("anna", again.Configurations.Stored.By);
        Assert.AreEqual(bed.Module.Clock.Utc, again.Configurations.Stored.Utc);
        Assert.AreEqual(2, bed.Module.Events.All.Count(e => e.Code == EventCode.ConfigurationCommitted && e.Peer!.Subject == "anna"));
    }

    [TestMethod]
    public void All_problems_of_both_texts_and_of_the_platform_are_found_at_once_and_nothing_changes()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Applier.Problem = "there is no certificate";
        bed.Edit("north", "second", "role Operator\n  allow 999\n  alow 3\n");
        bed.Configurations.Set(bed.Anna, "plc.timeout", "2s", new ProblemList());
        ConfigurationReading reading = bed.Configurations.Check();
        Assert.AreEqual(1, reading.Settings.Errors);
        Assert.AreEqual(2, reading.Policy.Errors);
        Assert.AreEqual(CommitFault.Problems, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual("north first 1", bed.Restart().InForce);
    }

    [TestMethod]
    public void What_settings_and_policy_make_of_each_other_is_warned_of_with_what_never_decides()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("north", "second", "role Operator\n  allow writes\n  allow 6 address 40 value 0-1500 during mon-fri 06:00-18:00\n");
        bed.Configurations.Set(bed.Anna, SettingKeys.UnsafePlainRole, "10.0.0.5 operator", new ProblemList());
        ConfigurationReading reading = bed.Configurations.Check();
        Assert.AreEqual(0, reading.Errors);
        string[] settings = [.. Enumerable.Range(0, reading.Settings.Count).Select(i => reading.Settings[i].Message)];
        CollectionAssert.Contains(settings, "unsafe-plain.role: the policy has no role operator, so everything is refused");
        CollectionAssert.Contains(settings, "the policy has `during`, and site.zone is not set: its times are taken as UTC");
        Assert.AreEqual("line 5 never decides: line 4 allows all of it", reading.Policy[0].Message);
    }

    [TestMethod]
    public void Keys_are_set_and_unset_one_by_one_and_comments_stay()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        var problems = new ProblemList();
        Assert.AreEqual(CommitFault.None, bed.Configurations.Set(bed.Anna, "plc.timeout", "2s", problems));
        Assert.AreEqual(CommitFault.None, bed.Configurations.Set(bed.Anna, "site", "south", problems));
        Assert.AreEqual(CommitFault.None, bed.Configurations.Set(bed.Anna, "plc.unit-alias", "255 1", problems));
        Assert.AreEqual(CommitFault.None, bed.Configurations.Set(bed.Anna, "plc.unit-alias", "0 1", problems));
        CollectionAssert.AreEqual(
            new[] { "-site north", "+site south", "+plc.timeout 2s", "+plc.unit-alias 255 1", "+plc.unit-alias 0 1" },
            bed.Configurations.DiffSettings());
        Assert.AreEqual(CommitFault.None, bed.Configurations.Unset(bed.Anna, "plc.unit-alias", "255 1"));
        Assert.AreEqual(CommitFault.NothingToCommit, bed.Configurations.Unset(bed.Anna, "mode", ""));
        Assert.AreEqual(0, problems.Count);
        StringAssert.StartsWith(bed.Configurations.CandidateSettings, "# pump station\nsite south\n");
        StringAssert.EndsWith(bed.Configurations.CandidateSettings, "plc.timeout 2s\nplc.unit-alias 0 1\n");
        Assert.AreEqual(CommitFault.None, bed.Configurations.Discard(bed.Anna));
        Assert.IsFalse(bed.Configurations.HasChanges);
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
        ConfigurationBed bed = ConfigurationBed.Configured();
        var problems = new ProblemList();
        Assert.AreEqual(CommitFault.Problems, bed.Configurations.Set(bed.Anna, key, value, problems));
        Assert.AreEqual(1, problems.Errors);
        StringAssert.Contains(problems[0].Message, message);
        Assert.IsFalse(bed.Configurations.HasChanges);
    }

    [TestMethod]
    public void A_commit_on_trial_is_in_force_and_stores_nothing_until_it_is_confirmed()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.None, bed.Configurations.CommitOnTrial(bed.Anna, 180).Fault);
        Assert.AreEqual("south second 2", bed.InForce);
        Assert.AreEqual("north first 1", bed.Restart().InForce);
        Assert.AreEqual(180_000, bed.Configurations.TrialMs);
        bed.Module.Clock.Advance(100_000);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Confirm(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.Restart().InForce);
        Assert.AreEqual(0, bed.Configurations.TrialMs);
        Assert.AreEqual(long.MaxValue, bed.Configurations.Step(bed.Module.Clock.Now + 1_000_000));
        Assert.AreEqual("south second 2", bed.InForce);
    }

    [TestMethod]
    public void Without_a_confirmation_the_timer_brings_the_old_one_back_to_the_second_and_an_event_tells()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        bed.Configurations.CommitOnTrial(bed.Anna, 5);
        long ends = bed.Configurations.Step(bed.Module.Clock.Now);
        Assert.AreEqual(bed.Module.Clock.Now + 5_000, ends);
        bed.Module.Clock.Advance(4_999);
        bed.Configurations.Step(bed.Module.Clock.Now);
        Assert.AreEqual("south second 2", bed.InForce);
        bed.Module.Clock.Advance(1);
        Assert.AreEqual(long.MaxValue, bed.Configurations.Step(bed.Module.Clock.Now));
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual((int)RollbackReason.NotConfirmed, bed.Module.Events.Only(EventCode.ConfigurationRolledBack).B);
        Assert.IsTrue(bed.Configurations.HasChanges, "what was tried can be mended");
    }

    [TestMethod]
    public void The_first_configuration_of_all_gives_way_to_none_when_nobody_confirms_it()
    {
        ConfigurationBed bed = ConfigurationBed.New();
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.None, bed.Configurations.CommitOnTrial(bed.Anna, 5).Fault);
        Assert.AreEqual("south second 1", bed.InForce);
        bed.Module.Clock.Advance(5_000);
        bed.Configurations.Step(bed.Module.Clock.Now);
        Assert.AreEqual("  0", bed.InForce);
        Assert.IsNull(bed.Configurations.InForce);
        Assert.AreEqual("  0", bed.Restart().InForce);
    }

    [TestMethod]
    public void Any_restart_brings_the_old_one_back_and_tells_whose_was_lost()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        bed.Configurations.CommitOnTrial(bed.Anna, 180);
        ConfigurationBed again = bed.Restart();
        Assert.AreEqual("north first 1", again.InForce);
        RecordedEvent told = again.Module.Events.Only(EventCode.ConfigurationRolledBack);
        Assert.AreEqual("anna", told.Peer!.Subject);
        Assert.AreEqual((int)RollbackReason.Restart, told.B);
        Assert.AreEqual(0, again.Restart().Module.Events.Count(EventCode.ConfigurationRolledBack), "told once");
    }

    [TestMethod]
    public void A_rollback_ends_a_trial_at_once_and_without_one_makes_the_generation_before_the_candidate()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        Assert.AreEqual(CommitFault.NoPrevious, bed.Configurations.Rollback(bed.Anna).Fault);
        bed.Edit("south", "second");
        bed.Configurations.CommitOnTrial(bed.Anna, 180);
        Assert.AreEqual(CommitFault.OnTrial, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Rollback(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Rollback(bed.Anna).Fault);
        Assert.AreEqual("south second 2", bed.InForce, "until it is committed");
        Assert.AreEqual(CommitFault.None, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 3", bed.InForce);
    }

    [TestMethod]
    public void What_the_platform_cannot_put_in_force_is_not_stored()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        bed.Applier.Refusal = "port 802 is taken";
        CommitResult result = bed.Configurations.Commit(bed.Anna);
        Assert.AreEqual(CommitFault.PlatformRefused, result.Fault);
        Assert.AreEqual("port 802 is taken", result.Detail);
        Assert.AreEqual(CommitFault.PlatformRefused, bed.Configurations.CommitOnTrial(bed.Anna, 5).Fault);
        Assert.AreEqual(0, bed.Configurations.TrialMs);
        bed.Applier.Refusal = "";
        Assert.AreEqual("north first 1", bed.Restart().InForce);
    }

    [TestMethod]
    public void What_cannot_be_stored_does_not_stay_in_force()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        bed.Module.Medium.RefuseFrom = bed.Module.Medium.Writes;
        Assert.AreEqual(CommitFault.StoreRefused, bed.Configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        bed.Configurations.CommitOnTrial(bed.Anna, 5);
        Assert.AreEqual(CommitFault.StoreRefused, bed.Configurations.Confirm(bed.Anna).Fault);
        bed.Module.Clock.Advance(5_000);
        bed.Configurations.Step(bed.Module.Clock.Now);
        Assert.AreEqual("north first 1", bed.InForce);
    }

    [TestMethod]
    public void A_viewer_changes_nothing()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Module.Accounts.Create(bed.Anna, "bert", AccountLevel.Viewer, "another long password");
        Person bert = bed.Module.Login("bert", "another long password").Person!;
        bed.Edit("south", "second");
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.Set(bert, "site", "west", new ProblemList()));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.SetPolicy(bert, ""));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.Discard(bert));
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.Commit(bert).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.CommitOnTrial(bert, 5).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.Confirm(bert).Fault);
        Assert.AreEqual(CommitFault.NotAllowed, bed.Configurations.Rollback(bert).Fault);
        Assert.AreEqual("north first 1", bed.InForce);
        foreach (CommitFault fault in Enum.GetValues<CommitFault>()) Assert.AreNotEqual("unknown fault", CommitFaultText.Message(fault));
    }

    [TestMethod]
    public void A_policy_on_trial_drops_no_session_and_what_it_refuses_anew_is_counted_and_listed()
    {
        using GuardBed guard = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty));
        ConfigurationBed bed = ConfigurationBed.Configured(guard.Gateway, guard.Clock);
        MemoryClient client = guard.Connect(Peers.Tls("Operator"));
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Write)));
        bed.Edit("north", "second", "role Operator\n  allow reads  unit 1\n");
        Assert.AreEqual(CommitFault.None, bed.Configurations.CommitOnTrial(bed.Anna, 180).Fault);
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Read)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Adu.Frame(7, 1, 90, 0))), "refused by both");
        LiveDifference difference = bed.Configurations.Difference!;
        Assert.AreEqual(2, difference.Requests);
        LiveDifferenceRow row = difference.Rows().Single();
        Assert.AreEqual("6 1 40 2 True Function", $"{row.Function} {row.Unit} {row.Address} {row.Count} {row.IsCertain} {row.Reason}");
        guard.Clock.Advance(180_000);
        bed.Configurations.Step(guard.Clock.Now);
        Assert.IsFalse(IsRefused(GuardBed.Ask(client, Write)));
        Assert.AreEqual(2, difference.Requests);
        Assert.IsNull(bed.Configurations.Difference);
        Assert.AreEqual(1, guard.Gateway.Sessions().Length);
        Assert.AreEqual(0, guard.Events.Count(EventCode.SessionClosed));
    }

    [TestMethod]
    public void The_list_of_differences_is_bounded_and_the_count_is_not()
    {
        using GuardBed guard = GuardBed.Start(new GuardConfiguration(CompiledPolicy.Empty));
        ConfigurationBed bed = ConfigurationBed.Configured(guard.Gateway, guard.Clock);
        bed.Edit("north", "second", "role Operator\n  allow reads  unit 1\n");
        bed.Configurations.CommitOnTrial(bed.Anna, 180);
        MemoryClient client = guard.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 100; i++) GuardBed.Ask(client, Adu.WriteRegister(7, 1, i, 1));
        Assert.AreEqual(100, bed.Configurations.Difference!.Requests);
        Assert.AreEqual(LiveDifference.MaxRows, bed.Configurations.Difference.Rows().Length);
        Assert.AreEqual(CommitFault.None, bed.Configurations.Confirm(bed.Anna).Fault);
        Assert.IsTrue(IsRefused(GuardBed.Ask(client, Write)));
        Assert.IsNull(bed.Configurations.Difference);
    }

    [TestMethod]
    public void After_a_power_cut_at_any_write_of_a_commit_the_configuration_is_the_old_or_the_new()
    {
        int cuts = 0;
        cuts += Cuts(ConfigurationBed.New(), Edited(bed => bed.Configurations.Commit(bed.Anna)), "  0", "south second 1");
        ConfigurationBed configured = ConfigurationBed.Configured();
        cuts += Cuts(configured, Edited(bed => bed.Configurations.Commit(bed.Anna)), "north first 1", "south second 2");
        cuts += Cuts(configured, Edited(bed => bed.Configurations.CommitOnTrial(bed.Anna, 5)), "north first 1", "north first 1");
        cuts += Cuts(configured, Edited(TriedAndConfirmed), "north first 1", "south second 2");
        cuts += Cuts(configured, Edited(bed =>
        {
            bed.Configurations.CommitOnTrial(bed.Anna, 5);
            bed.Configurations.Rollback(bed.Anna);
        }), "north first 1", "north first 1");
        TestContext.WriteLine($"{cuts} power cuts while configurations were committed");
        Assert.IsTrue(cuts > 100, $"{cuts}");
    }

    [TestMethod]
    public void A_long_life_of_commits_with_the_power_cut_in_each_keeps_the_old_or_the_new()
    {
        int cuts = 0;
        ConfigurationBed bed = ConfigurationBed.Configured();
        for (int i = 2; i < 30; i++)
        {
            string old = bed.InForce;
            string site = "site-" + i;
            bool isTried = i % 2 == 0;
            cuts += Cuts(bed, module =>
            {
                module.Edit(site, "policy-" + site);
                if (isTried) TriedAndConfirmed(module);
                else module.Configurations.Commit(module.Anna);
            }, old, $"{site} policy-{site} {i}");
            bed.Edit(site, "policy-" + site);
            bed.Configurations.Commit(bed.Anna);
        }
        TestContext.WriteLine($"{cuts} power cuts in a long life of commits");
        Assert.IsTrue(cuts > 1000, $"{cuts}");
    }

    [TestMethod]
    public void A_damaged_configuration_is_told_and_the_generation_before_is_in_force()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        bed.Edit("south", "second");
        bed.Configurations.Commit(bed.Anna);
        bed.Module.Medium.Damage("configuration.b", [0]);
        ConfigurationBed again = bed.Restart();
        Assert.AreEqual("north first 1", again.InForce);
        Assert.AreEqual(1, again.Module.Events.Count(EventCode.StoreDamaged));
        bed.Module.Medium.Damage("configuration.a", [0]);
        again = bed.Restart();
        Assert.AreEqual("  0", again.InForce, "no stored policy: refuse");
    }

    [TestMethod]
    public void A_stored_configuration_that_this_version_or_platform_refuses_is_the_candidate_and_nothing_is_in_force()
    {
        ConfigurationBed bed = ConfigurationBed.Configured();
        var applier = new GatewayApplier { Problem = "there is no certificate any more" };
        AccountBed module = bed.Module.Restart();
        var configurations = new Configurations(module.Context(new SeededRandom(4)), module.Accounts, applier);
        Assert.AreEqual(CommitFault.Problems, configurations.Start().Fault);
        Assert.IsNull(configurations.InForce);
        Assert.AreEqual("", applier.Policy);
        Assert.AreEqual(1, module.Events.Only(EventCode.ConfigurationRejected).A);
        StringAssert.Contains(configurations.CandidateSettings, "site north");
        applier.Problem = "";
        Assert.AreEqual(CommitFault.None, configurations.Commit(bed.Anna).Fault);
        Assert.AreEqual("first", applier.Policy);
    }

    private static void TriedAndConfirmed(ConfigurationBed bed)
    {
        bed.Configurations.CommitOnTrial(bed.Anna, 5);
        bed.Configurations.Confirm(bed.Anna);
    }

    private static Action<ConfigurationBed> Edited(Action<ConfigurationBed> commit) => bed =>
    {
        bed.Edit("south", "second");
        commit(bed);
    };

    private static int Cuts(ConfigurationBed before, Action<ConfigurationBed> story, string old, string @new)
    {
        return PowerCuts.Everywhere(
            before.Module.Medium, medium => story(new ConfigurationBed(new AccountBed(medium))), (medium, hasEnded) =>
        {
            string found = new ConfigurationBed(new AccountBed(medium)).InForce;
            Assert.IsTrue(found == @new || (!hasEnded && found == old), found);
        });
    }

    private static bool IsRefused(byte[]? answer) => (answer![7] & 0x80) != 0;
}
