using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A person at the console asks a unit: in turn with the clients, over their line, and only what reads.</summary>
[TestClass]
public class GatewayAskTests
{
    private const int TimeoutMs = 1000;
    private const int LineMs = 5000;

    private static readonly byte[] Read = [3, 0, 0, 0, 1];
    private static readonly Peer Anna = new(PeerTransport.Console, "console", "anna", "technician", "", long.MaxValue);

    [TestMethod]
    public void A_unit_is_asked_over_the_one_connection_that_the_clients_use()
    {
        using GuardBed bed = Start();
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        bed.Plc.DelayMs = 30;
        OperatorReadResult answer = Wait(bed, 1, Read, 30);
        Assert.AreEqual(OperatorReadFault.None, answer.Fault);
        Bytes.AreSame([3, 2, 0x12, 0x34], answer.Pdu);
        Assert.AreEqual(30, answer.Milliseconds);
        Assert.AreEqual(1, bed.Plc.Dials);
        Assert.AreEqual(1u, bed.Count(Counter.UnitsAsked));
    }

    [TestMethod]
    public void An_event_has_the_persons_name_and_what_was_asked()
    {
        using GuardBed bed = Start();
        Wait(bed, 17, [4, 0, 40, 0, 2], 0);
        RecordedEvent asked = bed.Events.Only(EventCode.UnitAsked);
        Assert.AreSame(Anna, asked.Peer);
        Assert.AreEqual((17, 4, 40, 2), ((int)asked.Unit, (int)asked.Function, asked.Address, asked.Quantity));
        Assert.AreEqual((int)OperatorReadFault.None, asked.A);
    }

    [TestMethod]
    public void An_exception_of_the_PLC_is_an_answer()
    {
        using GuardBed bed = Start();
        bed.Plc.Next(Mischief.Exception);
        OperatorReadResult answer = Wait(bed, 1, Read, 0);
        Assert.AreEqual(OperatorReadFault.None, answer.Fault);
        Bytes.AreSame([0x83, 4], answer.Pdu);
    }

    [TestMethod]
    public void Whatever_does_not_only_read_is_not_sent()
    {
        using GuardBed bed = Start();
        byte[][] others =
        [
            [], [3], [3, 0, 0, 0, 0], [3, 0, 0, 0, 126], [3, 0, 0, 0, 1, 0], [5, 0, 0, 0xFF, 0], [6, 0, 0, 0, 1], [7], [8, 0, 0, 0, 0],
            [15, 0, 0, 0, 1, 1, 1], [16, 0, 0, 0, 1, 2, 0, 1], [17], [22, 0, 0, 0, 0, 0, 0], [23, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 1],
            [43, 14, 1, 0], [90, 0], [0x83, 1],
        ];
        foreach (byte[] pdu in others)
        {
            Assert.AreEqual(OperatorReadFault.NotReading, Wait(bed, 1, pdu, 0).Fault, System.Convert.ToHexString(pdu));
        }
        Assert.AreEqual(0, bed.Plc.Requests.Count);
        Assert.AreEqual(0, bed.Plc.Dials);
        for (int function = 1; function <= 4; function++)
        {
            Assert.AreEqual(OperatorReadFault.None, Wait(bed, 1, [(byte)function, 0, 0, 0, 1], 0).Fault);
        }
    }

    [TestMethod]
    public void A_busy_line_is_waited_for_and_nothing_comes_between_a_clients_request_and_its_answer()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.None, 400);
        client.Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        OperatorReadResult? answer = Begin(bed, 1, Read);
        bed.Clock.Advance(399);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        bed.Clock.Advance(1);
        Assert.AreEqual(2, bed.Plc.Requests.Count);
        Assert.AreEqual(bed.Plc.Requests[0].At + 400, bed.Plc.Requests[1].At);
        Assert.AreEqual(OperatorReadFault.None, _answer!.Fault);
        Assert.AreEqual(0, _answer.Milliseconds, "the waiting is not the unit's");
        Assert.IsNull(answer);
    }

    [TestMethod]
    public void A_client_waits_in_its_turn_while_a_person_asks()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.None, 400);
        Begin(bed, 1, Read);
        byte[] request = Adu.Read(1, 1, 3, 0, 1);
        client.Send(request);
        bed.Clock.Advance(399);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        bed.Clock.Advance(1);
        Bytes.AreSame(Adu.Frame(1, 1, 3, 2, 0, 0), client.ReceiveFrame());
    }

    [TestMethod]
    public void Clients_that_wait_go_first()
    {
        using GuardBed bed = Start();
        MemoryClient[] clients = Enumerable.Range(0, 3).Select(i => bed.Connect(Peers.Tls("Operator", "c" + i))).ToArray();
        bed.Plc.DelayMs = 100;
        clients[0].Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        Begin(bed, 1, Read);
        clients[1].Send(Adu.Read(1, 1, 3, 1, 1));
        bed.Clock.Settle();
        clients[2].Send(Adu.Read(1, 1, 3, 2, 1));
        bed.Clock.Advance(400);
        CollectionAssert.AreEqual(new byte[] { 0, 1, 2, 0 }, bed.Plc.Requests.Select(r => r.Pdu[2]).ToArray());
    }

    [TestMethod]
    public void A_line_that_does_not_come_free_in_time_is_busy()
    {
        using GuardBed bed = Start(10 * LineMs);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.None, 2 * LineMs);
        client.Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        Begin(bed, 1, Read);
        bed.Clock.Advance(LineMs - 1);
        Assert.IsNull(_answer);
        bed.Clock.Advance(1);
        Assert.AreEqual(OperatorReadFault.LineBusy, _answer!.Fault);
        bed.Clock.Advance(LineMs);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        Assert.AreEqual(0, bed.Events.Count(EventCode.UnitAsked));
        Assert.AreEqual(OperatorReadFault.None, Wait(bed, 1, Read, 0).Fault);
    }

    [TestMethod]
    public void A_silent_PLC_costs_the_units_time_out_and_says_so()
    {
        using GuardBed bed = Start();
        bed.Plc.Next(Mischief.Silent);
        Begin(bed, 1, Read);
        bed.Clock.Advance(TimeoutMs - 1);
        Assert.IsNull(_answer);
        bed.Clock.Advance(1);
        Assert.AreEqual(OperatorReadFault.Unanswered, _answer!.Fault);
        Assert.AreEqual((int)OperatorReadFault.Unanswered, bed.Events.Only(EventCode.UnitAsked).A);
        Assert.AreSame(Anna, bed.Events.Only(EventCode.PlcTimeout).Peer);
    }

    [TestMethod]
    public void A_PLC_that_cannot_be_reached_is_no_path()
    {
        using GuardBed bed = Start();
        bed.Plc.IsReachable = false;
        Assert.AreEqual(OperatorReadFault.NoPath, Wait(bed, 1, Read, 0).Fault);
        Assert.AreEqual(0u, bed.Count(Counter.UnitsAsked));
    }

    [TestMethod]
    public void A_unit_of_a_bus_is_asked_by_the_number_that_clients_use()
    {
        UnitRoutes routes = new UnitRoutesBuilder().RouteBroadcast(0).Route(40, 0, 2, 0).Build();
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { Routes = routes });
        OperatorReadResult answer = Wait(bed.Guard, 40, [3, 0, 5, 0, 1], 200);
        Bytes.AreSame([3, 2, 0x20, 5], answer.Pdu);
        Assert.AreEqual(OperatorReadFault.NoUnit, Wait(bed.Guard, 2, Read, 0).Fault);
        Assert.AreEqual(OperatorReadFault.Broadcast, Wait(bed.Guard, 0, Read, 0).Fault);
        Assert.AreEqual(1u, bed.Guard.Count(Counter.UnitsAsked));
    }

    [TestMethod]
    public void An_alias_is_a_unit_as_well()
    {
        byte[] units = UnitAliases.IdentityTable();
        units[255] = 9;
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant))
        {
            Units = new UnitAliases(units),
        };
        using GuardBed bed = GuardBed.Start(configuration);
        Assert.AreEqual(OperatorReadFault.None, Wait(bed, 255, Read, 0).Fault);
        Assert.AreEqual((byte)9, bed.Plc.Requests.Single().Unit);
    }

    [TestMethod]
    public void A_unit_that_is_left_alone_is_left_alone_by_people_too()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { TimeoutMs = 200 });
        bed.Units[2].IsAlive = false;
        Assert.AreEqual(OperatorReadFault.Unanswered, Wait(bed.Guard, 3, Read, 300).Fault);
        int frames = bed.Wire.Frames.Count;
        Assert.AreEqual(OperatorReadFault.BackedOff, Wait(bed.Guard, 3, Read, 0).Fault);
        Assert.AreEqual(frames, bed.Wire.Frames.Count);
    }

    [TestMethod]
    public void A_bus_is_waited_for_while_a_client_has_it()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].IsAlive = false;
        MemoryClient client = bed.Connect();
        client.Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        Begin(bed.Guard, 2, Read);
        bed.Clock.Advance(900);
        Assert.IsNull(_answer);
        Assert.AreEqual(1, bed.Wire.Frames.Count);
        bed.Clock.Advance(300);
        Bytes.AreSame([3, 2, 0x20, 0], _answer!.Pdu);
    }

    [TestMethod]
    public void A_commit_that_moves_the_unit_while_its_line_is_waited_for_sends_nothing()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].IsAlive = false;
        bed.Connect().Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        Begin(bed.Guard, 2, Read);
        UnitRoutes routes = new UnitRoutesBuilder().Route(1, 0, 1, 0).Build();
        bed.Guard.Gateway.Commit(new GuardConfiguration(bed.Guard.Gateway.Configuration.Policy) { Routes = routes });
        bed.Clock.Advance(1_500);
        Assert.AreEqual(OperatorReadFault.NoUnit, _answer!.Fault);
        Assert.AreEqual(1, bed.Wire.Frames.Count);
    }

    [TestMethod]
    public void A_stop_ends_the_waiting_for_the_line()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.Silent);
        client.Send(Adu.Read(1, 1, 3, 0, 1));
        bed.Clock.Settle();
        Begin(bed, 1, Read);
        Assert.IsTrue(bed.Stop());
        bed.Clock.Settle();
        Assert.AreEqual(OperatorReadFault.Stopping, _answer!.Fault);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        Assert.AreEqual(OperatorReadFault.Stopping, bed.Gateway.Ask(1, Read, Anna, bed.Clock.Now + LineMs).Fault);
    }

    [TestMethod]
    public void A_stop_waits_until_nobody_asks_any_more_and_ends_an_exchange()
    {
        using GuardBed bed = Start();
        bed.Plc.Next(Mischief.Silent);
        Begin(bed, 1, Read);
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        Assert.IsTrue(bed.Stop());
        bed.Clock.Settle();
        Assert.AreEqual(OperatorReadFault.ConnectionLost, _answer!.Fault);
        Assert.AreEqual(0, bed.Plc.Connections);
    }

    private OperatorReadResult? _answer;

    private static GuardBed Start(int timeoutMs = TimeoutMs)
    {
        return GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PlcTimeoutMs = timeoutMs });
    }

    // As the console's thread does.
    private OperatorReadResult? Begin(GuardBed bed, byte unit, byte[] pdu)
    {
        _answer = null;
        bed.Clock.Run(() => _answer = bed.Gateway.Ask(unit, pdu, Anna, bed.Clock.Now + LineMs));
        bed.Clock.Settle();
        return _answer;
    }

    private OperatorReadResult Wait(GuardBed bed, byte unit, byte[] pdu, int milliseconds)
    {
        Begin(bed, unit, pdu);
        if (milliseconds > 0) bed.Clock.Advance(milliseconds);
        Assert.IsNotNull(_answer, "still waits");
        return _answer;
    }
}
