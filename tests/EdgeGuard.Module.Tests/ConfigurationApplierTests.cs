using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Testing;

namespace EdgeGuard.Module.Tests;

/// <summary>What a commit does to the guard at work: goes under its sessions, begins another, or leaves all as it was.</summary>
[TestClass]
public sealed class ConfigurationApplierTests
{
    private const string Narrow = "edgeguard-policy 1\npolicy pump version 2\nrole Operator\n  allow reads  unit 1  address 0-9\n";

    [TestMethod]
    public void Another_policy_goes_under_the_sessions_that_stand()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        RunningGuard? guard = bed.Module.Guard;
        MemoryClient client = bed.Connect();
        Assert.AreEqual((byte)3, bed.Read(client));
        Assert.AreEqual(CommitFault.None, bed.Commit("0.0.0.0:502", Narrow).Fault);
        Assert.AreSame(guard, bed.Module.Guard);
        Assert.AreEqual((byte)0x83, bed.Read(client));
        Assert.AreEqual((byte)3, bed.Read(client, 9));
    }

    [TestMethod]
    public void Another_listener_ends_the_guard_and_begins_another()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        RunningGuard? guard = bed.Module.Guard;
        MemoryClient client = bed.Connect();
        Assert.AreEqual(CommitFault.None, bed.Commit("0.0.0.0:503").Fault);
        Assert.AreNotSame(guard, bed.Module.Guard);
        Assert.IsTrue(client.IsEnded);
        Assert.IsTrue(bed.Parts.Plain[0].IsClosed);
        Assert.AreEqual((byte)3, bed.Read(bed.Connect()));
    }

    [TestMethod]
    public void A_listener_that_cannot_be_had_leaves_the_configuration_before_in_force()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        CommitResult result = bed.Commit(FakeParts.Taken, Narrow);
        Assert.AreEqual(CommitFault.PlatformRefused, result.Fault);
        Assert.AreEqual(FakeParts.Taken + " is taken", result.Detail);
        Assert.AreEqual((byte)3, bed.Read(bed.Connect()), "by the policy before");
        using ModuleBed again = bed.Restart();
        Assert.AreEqual((byte)3, again.Read(again.Connect()), "nothing else is stored");
    }

    [TestMethod]
    public void Without_a_way_to_the_PLC_the_listeners_are_closed_again_and_the_configuration_before_comes_back()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        CommitResult result = bed.Commit("0.0.0.0:503", plc: FakeParts.NoHost + ":502");
        Assert.AreEqual(CommitFault.PlatformRefused, result.Fault);
        Assert.AreEqual("there is no way to " + FakeParts.NoHost, result.Detail);
        Assert.HasCount(3, bed.Parts.Plain);
        Assert.IsTrue(bed.Parts.Plain[1].IsClosed);
        Assert.AreEqual((byte)3, bed.Read(bed.Connect()));
    }

    [TestMethod]
    public void What_the_platform_cannot_do_is_a_problem_of_the_candidate_and_changes_nothing()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        RunningGuard? guard = bed.Module.Guard;
        bed.Parts.Problem = "there is no such thing here";
        CommitResult result = bed.Commit("0.0.0.0:502", Narrow);
        Assert.AreEqual(CommitFault.Problems, result.Fault);
        Assert.Contains("there is no such thing here", Said(result));
        Assert.AreSame(guard, bed.Module.Guard);
        Assert.AreEqual((byte)3, bed.Read(bed.Connect()));
    }

    [TestMethod]
    public void What_must_be_installed_for_TLS_is_named_before_anything_is_put_in_force()
    {
        using ModuleBed bed = ModuleBed.New();
        CommitResult result = bed.Commit("off", more: "listen.tls 0.0.0.0:802\n");
        Assert.AreEqual(CommitFault.Problems, result.Fault);
        string[] missing = Said(result);
        Assert.Contains("tls.identity is not installed: listen.tls needs it", missing);
        Assert.Contains("tls.ca is not installed: listen.tls needs it", missing);
        Assert.IsNull(bed.Module.Guard);
    }

    [TestMethod]
    public void What_the_process_began_with_waits_for_its_next_start_and_is_named()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        CommitResult result = bed.Commit("0.0.0.0:502", more: "events.spool 2048\n");
        Assert.AreEqual(CommitFault.None, result.Fault);
        CollectionAssert.AreEqual(new[] { "events.spool" }, result.Waiting);
        using ModuleBed again = bed.Restart();
        Assert.IsEmpty(again.Commit("0.0.0.0:502", Narrow, "events.spool 2048\n").Waiting);
    }

    [TestMethod]
    public void Credentials_that_can_be_renewed_go_under_the_sessions_that_stand()
    {
        using ModuleBed bed = ModuleBed.GuardingOverTls(renewsCredentials: true);
        RunningGuard? guard = bed.Module.Guard;
        MemoryClient client = bed.Parts.Tls[^1].Listener.Connect(Peers.Tls("Operator"));
        bed.Install(RecordName.TlsCa, "another CA"u8.ToArray());
        Assert.AreSame(guard, bed.Module.Guard);
        Assert.HasCount(1, bed.Parts.Tls[^1].Used);
        Assert.AreEqual((byte)3, bed.Read(client));
    }

    [TestMethod]
    public void Where_they_cannot_be_renewed_another_guard_begins_with_them()
    {
        using ModuleBed bed = ModuleBed.GuardingOverTls(renewsCredentials: false);
        RunningGuard? guard = bed.Module.Guard;
        MemoryClient client = bed.Parts.Tls[^1].Listener.Connect(Peers.Tls("Operator"));
        bed.Install(RecordName.TlsCa, "another CA"u8.ToArray());
        Assert.AreNotSame(guard, bed.Module.Guard);
        Assert.HasCount(2, bed.Parts.Tls);
        Assert.IsEmpty(bed.Parts.Tls[^1].Used, "it was opened with them");
        Assert.IsTrue(client.IsEnded);
        bed.Install(RecordName.TlsCa, "another CA"u8.ToArray());
        Assert.HasCount(2, bed.Parts.Tls, "the same again change nothing");
    }

    [TestMethod]
    public void Credentials_that_the_listener_refuses_are_noted_and_the_old_ones_stay_in_use()
    {
        using ModuleBed bed = ModuleBed.GuardingOverTls(renewsCredentials: true);
        bed.Parts.Tls[^1].Problem = "the chain has no beginning";
        bed.Install(RecordName.TlsCa, "another CA"u8.ToArray());
        StringAssert.Contains(bed.Notes, "error: the new credentials are not in use: the chain has no beginning");
        MemoryClient client = bed.Parts.Tls[^1].Listener.Connect(Peers.Tls("Operator"));
        Assert.AreEqual((byte)3, bed.Read(client));
    }

    [TestMethod]
    public void A_configuration_that_would_end_every_session_for_one_reason_is_warned_of()
    {
        using ModuleBed bed = ModuleBed.GuardingOverTls(renewsCredentials: true);
        var effect = new ReloadEffect();
        effect.Add(HandshakeFault.Expired);
        bed.Parts.Tls[^1].Effect = effect;
        CommitResult result = bed.Commit("off", Narrow, "listen.tls 0.0.0.0:802\n");
        Assert.AreEqual(CommitFault.None, result.Fault);
        StringAssert.Contains(result.Reading!.Settings[^1].Message, "with this configuration the only session would end: ");
    }

    [TestMethod]
    public void A_trial_that_ends_brings_the_configuration_before_back_under_its_sessions()
    {
        using ModuleBed bed = ModuleBed.Guarding();
        MemoryClient client = bed.Connect();
        Configurations configurations = bed.Module.Store.Configurations;
        configurations.SetPolicy(bed.Anna, Narrow);
        CommitFault fault = default;
        bed.Do(() => fault = configurations.CommitOnTrial(bed.Anna, 60).Fault);
        Assert.AreEqual(CommitFault.None, fault);
        Assert.AreEqual((byte)0x83, bed.Read(client));
        Assert.AreEqual(1, configurations.Difference!.Requests, "what the one before would have let through");
        bed.Clock.Advance(60_000);
        bed.Do(() => bed.Module.Step());
        Assert.AreEqual((byte)3, bed.Read(client));
    }

    private static string[] Said(CommitResult result)
    {
        return [.. Enumerable.Range(0, result.Reading!.Settings.Count).Select(i => result.Reading.Settings[i].Message)];
    }
}
