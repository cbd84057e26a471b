using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Simulator;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests;

/// <summary>Connections through the chip, and what happens when the chip is not what it should be.</summary>
[TestClass]
public sealed class W5500DialerTests
{
    [TestMethod]
    public void A_PLC_that_refuses_is_no_link_at_once()
    {
        using var bed = new ChipBed();
        bed.Plc.IsReachable = false;
        Assert.IsNull(bed.Run(() => bed.Dialer.Dial(bed.Clock.Now + 60_000), 1_000));
    }

    [TestMethod]
    public void A_PLC_that_does_not_answer_is_no_link_at_the_deadline_and_its_socket_is_free_again()
    {
        using var bed = new ChipBed();
        bed.Simulator.Wire = new DarkWire();
        for (int i = 0; i < 10; i++)
        {
            long began = bed.Clock.Now;
            Assert.IsNull(bed.Run(() => bed.Dialer.Dial(began + 2_000)));
            Assert.AreEqual(2_000, bed.Clock.Now - began);
        }
        Assert.IsTrue(bed.Simulator.States.All(state => state == 0));
        bed.Simulator.Wire = bed.Wire;
        Assert.IsNotNull(bed.Dial());
    }

    [TestMethod]
    public void Nobody_at_the_address_is_no_link_when_the_chip_gives_up()
    {
        using var bed = new ChipBed();
        bed.Simulator.Wire = new DarkWire();
        long began = bed.Clock.Now;
        Assert.IsNull(bed.Run(() => bed.Dialer.Dial(began + 60_000)));
        Assert.IsTrue(bed.Clock.Now - began is >= 6_200 and < 6_300);
    }

    [TestMethod]
    public void Without_a_cable_nothing_is_dialled()
    {
        using var bed = new ChipBed();
        bed.Simulator.IsCableIn = false;
        Assert.IsNull(bed.Run(() => bed.Dialer.Dial(bed.Clock.Now + 60_000), 1_000));
        Assert.AreEqual(0, bed.Wire.Dialled.Count);
        Assert.AreEqual(PhyState.Down, bed.Chip.ReadPhy());
        bed.Simulator.IsCableIn = true;
        Assert.AreEqual(PhyState.Up100Full, bed.Chip.ReadPhy());
        Assert.IsNotNull(bed.Dial());
    }

    [TestMethod]
    public void There_are_four_links_at_most()
    {
        using var bed = new ChipBed();
        List<ILink> links = Enumerable.Range(0, W5500Chip.MaxLinks).Select(_ => bed.Dial()).ToList();
        Assert.IsNull(bed.Run(() => bed.Dialer.Dial(bed.Clock.Now + ChipBed.Soon)));
        bed.Run(() => W5500LinkTests.Close(links[2]));
        Assert.IsNotNull(bed.Dial());
        Assert.AreEqual(4, bed.Plc.Connections);
    }

    [TestMethod]
    public void Four_links_do_not_mix_their_bytes()
    {
        using var bed = new ChipBed();
        ILink[] links = Enumerable.Range(0, 4).Select(_ => bed.Dial()).ToArray();
        var buffers = new byte[4][];
        for (int i = 0; i < 4; i++)
        {
            byte[] request = Adu.Read(i, 1, 3, 0, 10 + i);
            int at = i;
            Assert.IsTrue(bed.Run(() => links[at].Write(request, 0, request.Length, bed.Clock.Now + ChipBed.Soon)));
        }
        for (int i = 3; i >= 0; i--)
        {
            buffers[i] = new byte[260];
            int at = i;
            Assert.AreEqual(29 + 2 * i, bed.Run(() => links[at].Read(buffers[at], 0, 260, bed.Clock.Now + ChipBed.Soon)));
            Assert.AreEqual(i, buffers[i][1]);
        }
    }

    [TestMethod]
    public void Each_connection_has_another_source_port_and_the_ports_go_round()
    {
        using var bed = new ChipBed();
        for (int i = 0; i < 20; i++)
        {
            ILink link = bed.Dial();
            bed.Run(() => W5500LinkTests.Close(link));
        }
        CollectionAssert.AreEqual(Enumerable.Range(49152 + 7, 20).ToArray(), bed.Simulator.SourcePorts);
        Assert.AreEqual(20, bed.Simulator.Finished);
        Assert.AreEqual(1, bed.Chip.Restarts);
    }

    [TestMethod]
    public void A_socket_whose_other_end_never_closes_is_used_again_after_all_others()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Simulator.IsSwallowing = true;
        bed.Run(() => W5500LinkTests.Close(link));
        bed.Simulator.IsSwallowing = false;
        int first = bed.Simulator.Commands[0].Socket;
        for (int i = 0; i < 8; i++)
        {
            link = bed.Dial();
            bed.Run(() => W5500LinkTests.Close(link));
        }
        int[] opened = bed.Simulator.Commands.Where(c => c.Command == 0x01).Select(c => c.Socket).ToArray();
        Assert.AreEqual(first, opened[8]);
        Assert.AreEqual(8, opened.Take(8).Distinct().Count());
    }

    [TestMethod]
    public void A_chip_that_is_not_there_is_no_link_and_is_looked_for_again()
    {
        foreach (ChipAnswer answer in new[] { ChipAnswer.AllOnes, ChipAnswer.AllZeros, ChipAnswer.BusFails })
        {
            using var bed = new ChipBed();
            bed.Simulator.IsMendedByReset = false;
            bed.Simulator.Answer = answer;
            Assert.IsNull(bed.Run(() => bed.Dialer.Dial(bed.Clock.Now + ChipBed.Soon), 2_000), answer.ToString());
            Assert.AreEqual(PhyState.Unknown, bed.Chip.ReadPhy(), answer.ToString());
            bed.Simulator.Answer = ChipAnswer.Right;
            Assert.IsNotNull(bed.Dial());
        }
    }

    [TestMethod]
    public void A_chip_that_stops_answering_ends_its_links_and_is_reset_for_the_next()
    {
        foreach (ChipAnswer answer in new[] { ChipAnswer.AllOnes, ChipAnswer.AllZeros, ChipAnswer.BusFails })
        {
            using var bed = new ChipBed();
            ILink link = bed.Dial();
            bed.Simulator.Answer = answer;
            Assert.IsTrue(bed.Run(() => link.Ready(bed.Clock.Now + 60_000), 1_000), answer.ToString());
            Assert.AreEqual(0, bed.Run(() => link.Read(new byte[1], 0, 1, bed.Clock.Now)), answer.ToString());
            bed.Run(() => W5500LinkTests.Close(link));
            Assert.IsNotNull(bed.Dial());
            Assert.AreEqual(1, bed.Simulator.Resets, answer.ToString());
            Assert.AreEqual(2, bed.Chip.Restarts, answer.ToString());
        }
    }

    [TestMethod]
    public void A_chip_that_takes_no_command_is_reset()
    {
        using var bed = new ChipBed();
        ILink link = bed.Dial();
        bed.Simulator.TakesNoCommands = true;
        byte[] request = Adu.Read(1, 1, 3, 0, 1);
        Assert.IsFalse(bed.Run(() => link.Write(request, 0, request.Length, bed.Clock.Now + ChipBed.Soon), 100));
        bed.Run(() => W5500LinkTests.Close(link));
        Assert.IsNotNull(bed.Dial());
        Assert.AreEqual(1, bed.Simulator.Resets);
    }

    [TestMethod]
    public void A_chip_that_lost_its_supply_for_a_moment_is_configured_again()
    {
        using var bed = new ChipBed();
        ILink first = bed.Dial();
        ILink second = bed.Dial();
        bed.Simulator.BrownOut();
        Assert.IsTrue(bed.Run(() => first.Ready(bed.Clock.Now)));
        Assert.AreEqual(0, bed.Run(() => first.Read(new byte[1], 0, 1, bed.Clock.Now)));
        bed.Run(() => W5500LinkTests.Close(first));
        Assert.IsNotNull(bed.Dial());
        Assert.AreEqual(2, bed.Chip.Restarts);
        Assert.IsTrue(bed.Run(() => second.Ready(bed.Clock.Now)));
        bed.Run(() => W5500LinkTests.Close(second));
    }

    [TestMethod]
    public void Lanes_that_see_a_lost_chip_at_once_reset_it_once()
    {
        using var bed = new ChipBed();
        bed.Run(() => W5500LinkTests.Close(bed.Dialer.Dial(bed.Clock.Now + ChipBed.Soon)!));
        bed.Simulator.BrownOut();
        for (int i = 0; i < W5500Chip.MaxLinks; i++) bed.Clock.Run(() => bed.Dialer.Dial(bed.Clock.Now + ChipBed.Soon));
        bed.Clock.Advance(ChipBed.Soon);
        Assert.AreEqual(2, bed.Chip.Restarts);
        Assert.IsNotNull(bed.Dial());
        Assert.AreEqual(2, bed.Chip.Restarts);
    }

    [TestMethod]
    public void A_healthy_chip_is_reset_once_however_many_lanes_connect_and_lose()
    {
        using var bed = new ChipBed();
        for (int i = 0; i < 5; i++)
        {
            ILink link = bed.Dial();
            bed.Plc.PowerCycle();
            bed.Run(() => W5500LinkTests.Close(link));
        }
        Assert.AreEqual(1, bed.Chip.Restarts);
        Assert.AreEqual(0, bed.Simulator.Resets);
    }

    [TestMethod]
    public void The_interrupt_pin_wakes_a_link_without_waiting_for_its_next_look()
    {
        using var bed = new ChipBed(hasInterruptPin: true);
        bed.Plc.DelayMs = 3;
        ILink link = bed.Dial();
        Assert.IsTrue(bed.Simulator.Pump());
        bed.Chip.HandleInterrupt();
        byte[] request = Adu.Read(1, 1, 3, 0, 1);
        Assert.IsTrue(bed.Run(() => link.Write(request, 0, request.Length, bed.Clock.Now + ChipBed.Soon)));
        Assert.IsTrue(bed.Simulator.Pump());
        bed.Chip.HandleInterrupt();
        int read = 0;
        bed.Clock.Run(() => read = link.Read(new byte[260], 0, 260, bed.Clock.Now + ChipBed.Soon));
        bed.Clock.Advance(3);
        Assert.AreEqual(0, read);
        Assert.IsTrue(bed.Simulator.Pump(), "the pin did not fall");
        bed.Chip.HandleInterrupt();
        bed.Clock.Settle();
        Assert.AreEqual(11, read);
        Assert.IsFalse(bed.Simulator.Pump());
    }

    [TestMethod]
    public void An_interrupt_of_a_link_that_nobody_waits_on_does_not_hide_the_next()
    {
        using var bed = new ChipBed(hasInterruptPin: true);
        ILink idle = bed.Dial();
        ILink link = bed.Dial();
        Assert.IsTrue(bed.Simulator.Pump());
        bed.Chip.HandleInterrupt();
        byte[] request = Adu.Read(1, 1, 3, 0, 1);
        foreach (ILink each in new[] { idle, link })
        {
            Assert.IsTrue(bed.Run(() => each.Write(request, 0, request.Length, bed.Clock.Now + ChipBed.Soon)));
            Assert.IsTrue(bed.Simulator.Pump(), "the pin did not fall");
            bed.Chip.HandleInterrupt();
        }
    }
}
