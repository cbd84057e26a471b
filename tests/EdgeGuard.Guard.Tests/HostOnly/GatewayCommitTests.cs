using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A new configuration under running sessions: what it changes, from when on, and what it leaves alone.</summary>
[TestClass]
public class GatewayCommitTests
{
    private static readonly byte[] Write = Adu.WriteRegister(7, 1, 40, 100);

    [TestMethod]
    public void A_commit_drops_no_session_and_counts_from_the_next_request_on()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Write, GuardBed.Ask(client, Write));
        Commit(bed, "role Operator\n  allow reads");
        Bytes.AreSame(Adu.Exception(Write, 1), GuardBed.Ask(client, Write));
        Commit(bed, SampleConfigurations.Plant);
        Bytes.AreSame(Write, GuardBed.Ask(client, Write));
        Assert.AreEqual(1, bed.Gateway.Sessions().Length);
        Assert.AreEqual(0, bed.Events.Count(EventCode.SessionClosed));
    }

    [TestMethod]
    public void A_request_that_waits_for_the_line_is_judged_by_the_policy_in_force_when_it_gets_it()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient waiting = WithOneWaiting(bed, Write);
        Commit(bed, "role Operator\n  allow reads");
        bed.Clock.Advance(100);
        Bytes.AreSame(Adu.Exception(Write, 1), waiting.ReceiveFrame());
        Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 6));
        Assert.AreEqual(2, bed.Events.Only(EventCode.RequestRefused).Generation);
    }

    [TestMethod]
    public void A_request_that_waits_is_read_anew_under_new_unit_aliases()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of("role Operator\n  allow 6,3  unit 1,2"));
        MemoryClient waiting = WithOneWaiting(bed, Write);
        byte[] units = UnitAliases.IdentityTable();
        units[1] = 2;
        bed.Gateway.Commit(
            new GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow 6,3  unit 2")) { Units = new UnitAliases(units) });
        bed.Clock.Advance(100);
        Bytes.AreSame(Write, waiting.ReceiveFrame());
        Assert.AreEqual((byte)2, bed.Plc.Requests.Single(r => r.Pdu[0] == 6).Unit);
    }

    [TestMethod]
    public void A_request_that_waits_for_one_of_several_lanes_takes_all_when_a_commit_makes_it_need_a_value()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant), connections: 2);
        MemoryClient waiting = WithOneWaiting(bed, Write, busyConnections: 2);
        bed.Plc.Model.HoldingRegisters[40] = 80;
        Commit(bed, "role Operator\n  allow reads\n  allow 6  unit 1  address 40-41  step 50");
        bed.Clock.Advance(500);
        Bytes.AreSame(Write, waiting.ReceiveFrame());
        Assert.AreEqual(1u, bed.Count(Counter.ValueReads));
    }

    [TestMethod]
    public void A_commit_does_not_refill_a_bucket()
    {
        string rules = "limit client 1/s burst 2\n" + SampleConfigurations.Plant;
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(rules));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Write);
        GuardBed.Ask(client, Write);
        Commit(bed, rules);
        Bytes.AreSame(Adu.Exception(Write, 6), GuardBed.Ask(client, Write));
    }

    [TestMethod]
    public void A_commit_is_an_event_and_so_is_a_change_of_mode()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        CompiledPolicy policy = SampleConfigurations.Compile(SampleConfigurations.Plant);
        bed.Gateway.Commit(new GuardConfiguration(policy) { Generation = 5, PolicyHash = 99, Mode = GuardMode.Observe });
        RecordedEvent active = bed.Events.Only(EventCode.ConfigurationActive);
        Assert.AreEqual(5, active.A);
        Assert.AreEqual(99, active.B);
        Assert.AreEqual((int)GuardMode.Observe, bed.Events.Only(EventCode.ModeChanged).A);
        Assert.AreEqual(5, bed.Gateway.Configuration.Generation);
    }

    // One session's request (or several) is with a slow PLC, another's waits.
    private static MemoryClient WithOneWaiting(GuardBed bed, byte[] request, int busyConnections = 1)
    {
        bed.Plc.DelayMs = 50;
        for (int i = 0; i < busyConnections; i++) bed.Connect(Peers.Tls("Operator", "busy" + i)).Send(Adu.Read(1, 1, 3, 0, 1));
        MemoryClient waiting = bed.Connect(Peers.Tls("Operator", "waiting"));
        waiting.Send(request);
        bed.Clock.Settle();
        Assert.AreEqual(busyConnections, bed.Plc.Requests.Count);
        return waiting;
    }

    private static void Commit(GuardBed bed, string rules)
    {
        bed.Gateway.Commit(new GuardConfiguration(SampleConfigurations.Compile(rules)) { Generation = 2 });
    }
}
