using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Rules that rest on what the PLC holds: when it is read, how long it counts, and what happens when it cannot be read.</summary>
[TestClass]
public class GatewayValueTests
{
    private const string Step = "role Operator\n  allow reads\n  allow 6  unit 1  address 40  step 50\n  allow 6  unit 1  address 90";
    private const string When = "role Operator\n  allow reads\n  allow 5  unit 1  address 7  when 3:12 = 0 within 5s";

    private static readonly byte[] Coil = Adu.WriteCoil(7, 1, 7, true);

    [TestMethod]
    public void A_step_is_measured_against_the_value_read_just_before()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(Step));
        bed.Plc.Model.HoldingRegisters[40] = 1000;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] near = Adu.WriteRegister(1, 1, 40, 1050);
        Bytes.AreSame(near, GuardBed.Ask(client, near));
        byte[] far = Adu.WriteRegister(2, 1, 40, 1101);
        Bytes.AreSame(Adu.Exception(far, 1), GuardBed.Ask(client, far));
        Assert.AreEqual(Refusal.Step, bed.Events.Only(EventCode.RequestRefused).Reason);
        CollectionAssert.AreEqual(new[] { 3, 6, 3 }, bed.Plc.Requests.Select(r => (int)r.Pdu[0]).ToArray());
    }

    [TestMethod]
    public void Values_are_read_from_the_unit_of_the_request_and_only_the_address_that_the_rule_names()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Coil, GuardBed.Ask(client, Coil));
        PlcRequest read = bed.Plc.Requests[0];
        Assert.AreEqual((byte)1, read.Unit);
        Bytes.AreSame([3, 0, 12, 0, 1], read.Pdu);
    }

    [TestMethod]
    public void A_condition_that_does_not_hold_refuses()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        bed.Plc.Model.HoldingRegisters[12] = 1;
        Bytes.AreSame(Adu.Exception(Coil, 1), GuardBed.Ask(bed.Connect(Peers.Tls("Operator")), Coil));
        Assert.AreEqual(Refusal.State, bed.Events.Only(EventCode.RequestRefused).Reason);
        Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 5));
    }

    [TestMethod]
    public void A_value_is_used_as_long_as_the_rule_lets_it_and_then_read_again()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Coil);
        bed.Clock.Advance(5000);
        GuardBed.Ask(client, Coil);
        Assert.AreEqual(1u, bed.Count(Counter.ValueReads));
        bed.Clock.Advance(1);
        bed.Plc.Model.HoldingRegisters[12] = 1;
        Bytes.AreSame(Adu.Exception(Coil, 1), GuardBed.Ask(client, Coil));
        Assert.AreEqual(2u, bed.Count(Counter.ValueReads));
    }

    [TestMethod]
    public void A_write_to_the_address_makes_its_value_unknown_even_when_it_was_not_answered()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When + "\n  allow 6  unit 1  address 12"));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Coil, GuardBed.Ask(client, Coil));
        bed.Plc.Next(Mischief.Silent);
        client.Send(Adu.WriteRegister(1, 1, 12, 1));
        bed.Clock.Advance(1000);
        client.ReceiveFrame();
        Bytes.AreSame(Adu.Exception(Coil, 1), GuardBed.Ask(client, Coil));
        Assert.AreEqual(2u, bed.Count(Counter.ValueReads));
    }

    [TestMethod]
    public void A_reconnect_makes_every_value_unknown_before_anything_is_decided_by_it()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Coil, GuardBed.Ask(client, Coil));
        bed.Plc.PowerCycle();
        bed.Plc.Model.HoldingRegisters[12] = 1;
        Bytes.AreSame(Adu.Exception(Coil, 1), GuardBed.Ask(client, Coil));
        Assert.AreEqual(2u, bed.Count(Counter.ValueReads));
        Assert.AreEqual(1, bed.Plc.Requests.Count(r => r.Pdu[0] == 5));
    }

    [TestMethod]
    public void A_commit_makes_every_value_unknown()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Coil);
        bed.Gateway.Commit(SampleConfigurations.Of(When));
        GuardBed.Ask(client, Coil);
        Assert.AreEqual(2u, bed.Count(Counter.ValueReads));
    }

    [TestMethod]
    public void A_value_that_cannot_be_read_refuses()
    {
        foreach (
            Mischief mischief in new[] { Mischief.Silent, Mischief.Exception, Mischief.WrongUnit, Mischief.Close, Mischief.StopHalfway })
        {
            using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
            MemoryClient client = bed.Connect(Peers.Tls("Operator"));
            bed.Plc.Next(mischief);
            client.Send(Coil);
            bed.Clock.Advance(1000);
            Bytes.AreSame(Adu.Exception(Coil, 1), client.ReceiveFrame());
            Assert.AreEqual(Refusal.StateUnknown, bed.Events.Only(EventCode.RequestRefused).Reason);
            Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 5), mischief.ToString());
        }
    }

    [TestMethod]
    public void In_observe_mode_a_value_that_cannot_be_read_stops_nobody()
    {
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile(When)) { Mode = GuardMode.Observe });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        bed.Plc.Next(Mischief.NotModbus);
        Bytes.AreSame(Coil, GuardBed.Ask(client, Coil));
        Assert.AreEqual(Refusal.StateUnknown, bed.Events.Only(EventCode.RequestObserved).Reason);
        Assert.AreEqual(2, bed.Plc.Dials);
    }

    [TestMethod]
    public void An_unreachable_PLC_is_0A_also_for_a_request_that_needs_a_value()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(When));
        bed.Plc.IsReachable = false;
        Bytes.AreSame(Adu.Exception(Coil, 10), GuardBed.Ask(bed.Connect(Peers.Tls("Operator")), Coil));
    }

    [TestMethod]
    public void A_step_is_measured_however_slow_the_PLC_is()
    {
        using GuardBed bed = GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile(Step)) { PlcTimeoutMs = 60_000 });
        bed.Plc.DelayMs = 4000;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 40, 0);
        client.Send(write);
        bed.Clock.Advance(8_000);
        Bytes.AreSame(write, client.ReceiveFrame());
    }

    [TestMethod]
    public void A_value_that_is_always_stale_when_it_comes_does_not_hold_the_line_for_ever()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(
                SampleConfigurations.Compile(
                    "limit client lifetime 10s\nrole Operator\n  allow 6  unit 1  address 40  when 3:12 = 0 within 2s"))
            {
                PlcTimeoutMs = 60_000,
            });
        bed.Plc.DelayMs = 4000;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 40, 0);
        client.Send(write);
        bed.Clock.Advance(12_000);
        Bytes.AreSame(Adu.Exception(write, 1), client.ReceiveFrame());
        Assert.AreEqual(Refusal.StateUnknown, bed.Events.Only(EventCode.RequestRefused).Reason);
    }

    [TestMethod]
    public void While_a_value_is_read_and_used_no_other_lane_writes()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(Step), connections: 2);
        bed.Plc.DelayMs = 10;
        MemoryClient conditional = bed.Connect(Peers.Tls("Operator", "conditional"));
        MemoryClient plain = bed.Connect(Peers.Tls("Operator", "plain"));
        conditional.Send(Adu.WriteRegister(1, 1, 40, 20));
        bed.Clock.Settle();
        plain.Send(Adu.WriteRegister(2, 1, 90, 9));
        bed.Clock.Advance(100);
        Assert.IsNotNull(conditional.ReceiveFrame());
        Assert.IsNotNull(plain.ReceiveFrame());
        int[] addresses = bed.Plc.Requests.Select(r => (int)r.Pdu[2]).ToArray();
        CollectionAssert.AreEqual(new[] { 40, 40, 90 }, addresses);
        Assert.AreEqual(20L, bed.Plc.Requests[2].At - bed.Plc.Requests[0].At);
    }

    [TestMethod]
    public void Several_lanes_serve_several_clients_at_once()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(Step), connections: 2);
        bed.Plc.DelayMs = 10;
        MemoryClient[] clients = [bed.Connect(Peers.Tls("Operator", "1")), bed.Connect(Peers.Tls("Operator", "2"))];
        foreach (MemoryClient client in clients) client.Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Advance(10);
        foreach (MemoryClient client in clients) Assert.IsNotNull(client.ReceiveFrame());
        Assert.AreEqual(2, bed.Plc.Connections);
    }

    [TestMethod]
    public void Coils_and_inputs_are_read_with_their_own_function()
    {
        string rules = "role Operator\n  allow 6  unit 1  address 1  when 1:9 = 1 within 5s\n"
            + "  allow 6  unit 1  address 2  when 2:10 = 1 within 5s\n  allow 6  unit 1  address 3  when 4:11 = 500 within 5s";
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(rules));
        bed.Plc.Model.Coils[9] = true;
        bed.Plc.Model.DiscreteInputs[10] = true;
        bed.Plc.Model.InputRegisters[11] = 500;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int address = 1; address <= 3; address++)
        {
            byte[] write = Adu.WriteRegister(address, 1, address, 1);
            Bytes.AreSame(write, GuardBed.Ask(client, write));
        }
        byte[] functions = bed.Plc.Requests.Select(r => r.Pdu[0]).Where(f => f != FunctionCode.WriteSingleRegister).ToArray();
        CollectionAssert.AreEqual(new byte[] { 1, 2, 4 }, functions);
    }
}
