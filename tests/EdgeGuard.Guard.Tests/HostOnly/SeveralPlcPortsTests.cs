using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A PLC on TCP and two serial buses behind one module: each unit by its own way, and none in the way of another's.</summary>
[TestClass]
public class SeveralPlcPortsTests
{
    private static readonly RtuTiming Timing = new(new SerialFormat(9600, SerialParity.Even, 1), 100);

    private SerialWire _north = null!;
    private SerialWire _south = null!;

    [TestMethod]
    public void Each_unit_is_reached_by_its_own_line_under_its_own_id()
    {
        using GuardBed bed = Start(BusBed.ReadAll);
        bed.Plc.Model.HoldingRegisters[0] = 0x7000;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Adu.Frame(1, 9, 3, 2, 0x70, 0), bed.AskWithin(client, Adu.Read(1, 9, 3, 0, 1), 1_000));
        Bytes.AreSame(Adu.Frame(2, 1, 3, 2, 0x11, 0), bed.AskWithin(client, Adu.Read(2, 1, 3, 0, 1), 1_000));
        Bytes.AreSame(Adu.Frame(3, 5, 3, 2, 0x22, 0), bed.AskWithin(client, Adu.Read(3, 5, 3, 0, 1), 1_000));
        Assert.AreEqual((byte)9, bed.Plc.Requests.Single().Unit);
        Bytes.AreSame(RtuAdu.Read(1, 3, 0, 1), _north.Frames[0].Bytes);
        Bytes.AreSame(RtuAdu.Read(1, 3, 0, 1), _south.Frames[0].Bytes);
    }

    [TestMethod]
    public void A_bus_that_waits_for_a_silent_unit_holds_up_no_other_line()
    {
        using GuardBed bed = Start(BusBed.ReadAll);
        MemoryClient patient = bed.Connect(Peers.Tls("Operator", "patient"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        patient.Send(Adu.Read(1, 2, 3, 0, 1));
        bed.Clock.Advance(100);
        Assert.IsNotNull(bed.AskWithin(other, Adu.Read(1, 9, 3, 0, 1), 10));
        Assert.IsNotNull(bed.AskWithin(other, Adu.Read(2, 5, 3, 0, 1), 100));
        Assert.AreEqual(0, patient.Waiting);
    }

    [TestMethod]
    public void A_condition_on_a_unit_behind_another_line_is_unknown_and_so_refuses()
    {
        using GuardBed bed = Start("role Operator\n  allow 6  unit 1  address 40  when 3:12 unit 9 = 0 within 5s");
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(1, 1, 40, 7);
        Bytes.AreSame(Adu.Exception(write, 1), bed.AskWithin(client, write, 1_000));
        Assert.AreEqual(Refusal.StateUnknown, bed.Events.Only(EventCode.RequestRefused).Reason);
        Assert.AreEqual(0, bed.Plc.Requests.Count);
    }

    [TestMethod]
    public void A_commit_that_moves_a_unit_while_its_request_waits_sends_it_nowhere()
    {
        using GuardBed bed = Start(BusBed.ReadAll);
        MemoryClient first = bed.Connect(Peers.Tls("Operator", "first"));
        MemoryClient second = bed.Connect(Peers.Tls("Operator", "second"));
        first.Send(Adu.Read(1, 2, 3, 0, 1));
        bed.Clock.Advance(100);
        byte[] waits = Adu.Read(2, 1, 3, 0, 1);
        second.Send(waits);
        bed.Clock.Settle();
        bed.Gateway.Commit(new GuardConfiguration(bed.Gateway.Configuration.Policy) { Routes = UnitRoutes.OneLine });
        bed.Clock.Advance(2_000);
        Bytes.AreSame(Adu.Exception(waits, ExceptionCode.GatewayPathUnavailable), second.ReceiveFrame());
        Assert.AreEqual(1, _north.Frames.Count);
        Assert.AreEqual(0, bed.Plc.Requests.Count);
        Assert.IsTrue(bed.Count(Counter.PlcUnreachable) > 0);
    }

    // Unit 1 is 1 on the north bus and 2 is nobody there; 5 is 1 on the south bus; all others are at the PLC.
    private GuardBed Start(string rules)
    {
        UnitRoutes routes = new UnitRoutesBuilder().Route(1, 1, 1, 0).Route(2, 1, 2, 0).Route(5, 2, 1, 0).RouteRest(0).Build();
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(rules)) { Routes = routes };
        return GuardBed.StartWith(configuration, bed =>
        {
            _north = new SerialWire(bed.Clock, new SerialFormat(9600, SerialParity.Even, 1));
            _south = new SerialWire(bed.Clock, new SerialFormat(9600, SerialParity.Even, 1));
            _north.AddUnit(1).Model.HoldingRegisters[0] = 0x1100;
            _south.AddUnit(1).Model.HoldingRegisters[0] = 0x2200;
            return [PlcPortSetup.Plc(bed.Plc, 1), Bus(_north), Bus(_south)];
        });
    }

    private static PlcPortSetup Bus(SerialWire wire)
    {
        return PlcPortSetup.Bus(wire.AddPort("module"), new BusOptions(Timing));
    }
}
