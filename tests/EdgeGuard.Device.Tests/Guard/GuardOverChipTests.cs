using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The guard's stories with the PLC behind the W5500 driver and its simulated chip.</summary>
[TestClass]
public sealed class GuardOverChipTests
{
    private const int TimeoutMs = 1000;

    // A look at the chip is at most this late.
    private const int LookMs = 10;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);

    public static IEnumerable<object[]> Names
    {
        get { return GuardScenarios.All.Keys.Select(name => new object[] { name }); }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_scenario_holds_over_the_chip(string name)
    {
        using var site = new ChipGuardSite();
        GuardScenarios.All[name](site);
    }

    [TestMethod]
    public void A_silent_PLC_is_0B_after_the_time_out_and_not_before()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        site.Chip.Plc.Next(Mischief.Silent);
        client.Send(Ask);
        site.Bed.Clock.Advance(TimeoutMs - 1);
        Assert.AreEqual(0, client.Waiting);
        site.Bed.Clock.Advance(1);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), client.ReceiveFrame());
        Assert.AreEqual(1u, site.Bed.Count(Counter.PlcTimeouts));
        Assert.AreEqual(1, site.Chip.Plc.Connections);
    }

    [TestMethod]
    public void A_stale_answer_is_dropped_and_never_handed_to_the_next_request()
    {
        using var site = new ChipGuardSite();
        MemoryClient late = site.Bed.Connect(Peers.Tls("Operator", "late"));
        MemoryClient next = site.Bed.Connect(Peers.Tls("Operator", "next"));
        site.Plc.HoldingRegisters[0] = 0xAAAA;
        site.Chip.Plc.Next(Mischief.None, TimeoutMs + 200);
        late.Send(Ask);
        site.Bed.Clock.Advance(TimeoutMs);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), late.ReceiveFrame());

        // On the wire when the late answer comes: same function, same length, another register.
        site.Plc.HoldingRegisters[1] = 0xBBBB;
        site.Chip.Plc.Next(Mischief.None, 400);
        next.Send(Adu.Read(7, 1, 3, 1, 1));
        site.Bed.Clock.Advance(400 + LookMs);
        CollectionAssert.AreEqual(Adu.Frame(7, 1, 3, 2, 0xBB, 0xBB), next.ReceiveFrame());
        Assert.AreEqual(1u, site.Bed.Count(Counter.PlcResponsesStray));
        Assert.AreEqual(0, late.Waiting);
    }

    [TestMethod]
    public void A_PLC_that_was_power_cycled_is_connected_to_again()
    {
        foreach (bool withReset in new[] { false, true })
        {
            using var site = new ChipGuardSite();
            site.Chip.Wire.EndsWithReset = withReset;
            MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
            Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
            site.Chip.Plc.PowerCycle();
            Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
            Assert.AreEqual(0, site.Bed.Events.Count(EventCode.PlcLost));
            Assert.AreEqual(2u, site.Bed.Count(Counter.PlcConnects));
            Assert.AreEqual(1, site.Chip.Plc.Connections);
        }
    }

    [TestMethod]
    public void A_PLC_that_loses_its_supply_amid_a_request_is_0B_and_the_write_is_not_sent_again()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(3, 1, 40, 7);
        Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
        site.Chip.Plc.Next(Mischief.Close);
        CollectionAssert.AreEqual(Adu.Exception(write, 0x0B), GuardBed.Ask(client, write));
        Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
        Assert.AreEqual(1, site.Forwarded.Count(pdu => pdu[0] == 6));
    }

    [TestMethod]
    public void A_pulled_cable_is_0B_then_0A_and_the_guard_works_again_when_it_is_back()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
        site.Chip.Simulator.IsCableIn = false;
        site.Chip.Simulator.IsSwallowing = true;
        client.Send(Ask);
        site.Bed.Clock.Advance(TimeoutMs);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0B), client.ReceiveFrame());
        site.Bed.Clock.Advance(10_000);
        CollectionAssert.AreEqual(Adu.Exception(Ask, 0x0A), GuardBed.Ask(client, Ask));
        site.Chip.Simulator.IsCableIn = true;
        site.Chip.Simulator.IsSwallowing = false;
        site.Bed.Clock.Advance(60_000);
        Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
    }

    [TestMethod]
    public void A_chip_that_dies_amid_a_read_is_reset_and_the_read_sent_once_more()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        DieAmid(site, client, Ask);
        site.Bed.Clock.Advance(100);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        Assert.AreEqual(1, site.Chip.Simulator.Resets);
        Assert.AreEqual(1u, site.Bed.Count(Counter.PlcResends));
    }

    [TestMethod]
    public void A_chip_that_dies_amid_a_write_costs_that_write_and_is_reset_for_the_next_request()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        byte[] write = Adu.WriteRegister(8, 1, 40, 1);
        DieAmid(site, client, write);
        CollectionAssert.AreEqual(Adu.Exception(write, 0x0B), client.ReceiveFrame());
        client.Send(Ask);
        site.Bed.Clock.Advance(100);
        Assert.AreEqual(11, client.ReceiveFrame()?.Length);
        Assert.AreEqual(1, site.Chip.Simulator.Resets);
        Assert.AreEqual(0u, site.Bed.Count(Counter.PlcResends));
    }

    private static void DieAmid(ChipGuardSite site, MemoryClient client, byte[] request)
    {
        Assert.AreEqual(11, GuardBed.Ask(client, Ask)?.Length);
        site.Chip.Plc.Next(Mischief.None, 200);
        client.Send(request);
        site.Bed.Clock.Advance(100);
        site.Chip.Simulator.Answer = ChipAnswer.AllOnes;
        site.Bed.Clock.Advance(LookMs);
    }

    [TestMethod]
    public void The_gateway_stops_while_a_request_waits_in_the_chip()
    {
        using var site = new ChipGuardSite();
        MemoryClient client = site.Bed.Connect(Peers.Tls("Operator"));
        site.Chip.Plc.Next(Mischief.Silent);
        client.Send(Ask);
        site.Bed.Clock.Advance(100);
        Assert.IsTrue(site.Bed.Stop());
        Assert.IsTrue(client.IsEnded);
    }
}
