using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>Letting go of the PLC: because nobody uses its connection, and because a person wants to reach it with another tool.</summary>
[TestClass]
public class GatewayReleaseTests
{
    private const int IdleMs = 10_000;
    private const int Minute = 60_000;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] NoPath = Adu.Exception(Ask, ExceptionCode.GatewayPathUnavailable);
    private static readonly Peer Anna = new(PeerTransport.Console, "console", "anna", "technician", "", long.MaxValue);

    [TestMethod]
    public void A_connection_that_no_request_uses_for_so_long_is_closed_and_made_again_for_the_next_without_an_event()
    {
        using GuardBed bed = Start(IdleMs);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsNotNull(GuardBed.Ask(client, Ask));
        int events = bed.Events.All.Count;
        bed.Clock.Advance(IdleMs - 1_000);
        Assert.AreEqual(1, bed.Plc.Connections);
        bed.Clock.Advance(2_000);
        Assert.AreEqual(0, bed.Plc.Connections);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Plc.Dials);
        Assert.AreEqual(events, bed.Events.All.Count);
        Assert.AreEqual(0u, bed.Count(Counter.PlcLosses));
    }

    [TestMethod]
    public void A_connection_in_use_is_not_closed_and_without_the_setting_none_is()
    {
        using GuardBed bed = Start(IdleMs);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 10; i++)
        {
            Assert.IsNotNull(GuardBed.Ask(client, Ask));
            bed.Clock.Advance(IdleMs - 1_500);
        }
        Assert.AreEqual(1, bed.Plc.Dials);
        bed.Gateway.Commit(SampleConfigurations.Of(SampleConfigurations.Plant));
        bed.Clock.Advance(10 * Minute);
        Assert.AreEqual(1, bed.Plc.Connections);
    }

    [TestMethod]
    public void While_it_is_released_no_connection_stands_clients_get_0A_and_it_comes_back_by_itself()
    {
        using GuardBed bed = Start(0);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsNotNull(GuardBed.Ask(client, Ask));
        bed.Gateway.ReleasePlc(10 * Minute, Anna);
        Assert.AreEqual(0, bed.Plc.Connections, "it is free as soon as the command says so");
        Bytes.AreSame(NoPath, GuardBed.Ask(client, Ask));
        PlcStatus status = bed.Gateway.Plcs().Single();
        Assert.AreEqual((PlcState.Released, 10L * Minute, "anna"), (status.State, status.ReleasedMs, status.ReleasedBy));
        Assert.IsFalse(status.IsTrouble);
        Assert.AreEqual(600, bed.Events.Only(EventCode.PlcReleased).A);
        Assert.AreSame(Anna, bed.Events.Only(EventCode.PlcReleased).Peer);

        bed.Clock.Advance(10 * Minute - 1_000);
        Bytes.AreSame(NoPath, GuardBed.Ask(client, Ask));
        bed.Clock.Advance(2_000);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), GuardBed.Ask(client, Ask));
        Assert.AreEqual(0, bed.Events.Only(EventCode.PlcTakenBack).A);
        Assert.AreEqual(0L, bed.Gateway.Plcs().Single().ReleasedMs);
        Assert.AreEqual(2, bed.Plc.Dials);
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost));
    }

    [TestMethod]
    public void A_person_takes_it_back_before_the_time_and_says_it_again_for_longer()
    {
        using GuardBed bed = Start(0);
        Assert.IsFalse(bed.Gateway.TakePlc(Anna), "it is not released");
        bed.Gateway.ReleasePlc(Minute, Anna);
        bed.Gateway.ReleasePlc(5 * Minute, Anna);
        bed.Clock.Advance(3 * Minute);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(NoPath, GuardBed.Ask(client, Ask));
        Assert.IsTrue(bed.Gateway.TakePlc(Anna));
        Assert.AreEqual(1, bed.Events.Only(EventCode.PlcTakenBack).A);
        Assert.IsNotNull(GuardBed.Ask(client, Ask));
        Assert.AreEqual(1, bed.Plc.Connections);
    }

    [TestMethod]
    public void A_request_that_is_with_the_PLC_gets_its_answer_and_then_the_connection_is_closed()
    {
        using GuardBed bed = Start(0);
        bed.Plc.DelayMs = 500;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.Send(Ask);
        bed.Clock.Advance(100);
        bed.Gateway.ReleasePlc(Minute, Anna);
        bed.Clock.Advance(400);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0, 0), client.ReceiveFrame());
        bed.Clock.Advance(1_000);
        Assert.AreEqual(0, bed.Plc.Connections);
    }

    [TestMethod]
    public void A_person_who_asks_a_unit_is_told_that_it_is_released()
    {
        using GuardBed bed = Start(0);
        bed.Gateway.ReleasePlc(Minute, Anna);
        Assert.AreEqual(OperatorReadFault.Released, bed.Gateway.Ask(1, [3, 0, 0, 0, 1], Anna, bed.Clock.Now).Fault);
        Assert.AreEqual(0, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_bus_is_let_go_of_too()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        Assert.IsNotNull(bed.Ask(client, Adu.Read(1, 1, 3, 0, 1)));
        bed.Guard.Gateway.ReleasePlc(Minute, Anna);
        Assert.IsFalse(bed.Port.IsOpen);
        Bytes.AreSame(NoPath, bed.Ask(client, Ask));
        bed.Guard.Gateway.TakePlc(Anna);
        Assert.IsNotNull(bed.Ask(client, Adu.Read(1, 1, 3, 0, 1)));
    }

    private static GuardBed Start(int idleMs)
    {
        return GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PlcIdleMs = idleMs });
    }
}
