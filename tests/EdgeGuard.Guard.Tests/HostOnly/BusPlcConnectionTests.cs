using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A serial bus behind the guard: what is on the wire, to the microsecond, and what the client gets.</summary>
[TestClass]
public class BusPlcConnectionTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 5, 2);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 4, 0x10, 5, 0x10, 6);

    [TestMethod]
    public void A_request_goes_out_as_RTU_and_its_answer_comes_back_as_the_client_asked()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        Bytes.AreSame(Answer, bed.Ask(bed.Connect(), Ask));
        IReadOnlyList<WireFrame> frames = bed.Wire.Frames;
        Bytes.AreSame(RtuAdu.Read(1, 3, 5, 2), frames[0].Bytes);
        Assert.AreEqual(2, frames.Count);
        Assert.AreEqual(1u, bed.Guard.Count(Counter.PlcRequests));
        Assert.AreEqual(0, bed.Guard.Events.Only(EventCode.BusOpened).A);
    }

    [TestMethod]
    public void What_the_policy_refuses_never_reaches_the_bus()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        byte[] write = Adu.WriteRegister(1, 1, 40, 7);
        Bytes.AreSame(Adu.Exception(write, 1), GuardBed.Ask(client, write));
        bed.Clock.Advance(1_000);
        Assert.AreEqual(0, bed.Wire.Frames.Count);
        Assert.AreEqual(0, bed.Port.Opens);
    }

    [TestMethod]
    public void Between_an_answer_and_the_next_request_the_bus_is_silent_for_t35_and_no_longer()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient[] clients = [bed.Connect(), bed.Connect()];
        clients[0].Send([.. Ask, .. Ask]);
        clients[1].Send(Adu.Read(1, 2, 3, 0, 125));
        bed.Clock.Advance(1_000);
        IReadOnlyList<WireFrame> frames = bed.Wire.Frames;
        Assert.AreEqual(6, frames.Count);
        for (int i = 2; i < frames.Count; i += 2)
        {
            Assert.AreEqual(bed.Wire.Timing.InterFrameUs, frames[i].BeginsAt - frames[i - 1].EndsAt);
        }
    }

    [TestMethod]
    public void Nothing_is_sent_before_an_opened_bus_was_silent()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        client.Send(Ask);
        bed.Clock.AdvanceMicroseconds(2_000);
        bed.Wire.Send("another client", RtuAdu.Read(9, 3, 0, 1));
        bed.Clock.Advance(1_000);
        WireFrame[] frames = [.. bed.Wire.Frames];
        Assert.AreEqual(frames[0].EndsAt + bed.Wire.Timing.InterFrameUs, frames[1].BeginsAt);
        Bytes.AreSame(Answer, client.ReceiveFrame());
    }

    [TestMethod]
    public void A_unit_has_another_id_on_the_bus_where_the_routes_say_so()
    {
        UnitRoutes routes = new UnitRoutesBuilder().Route(50, 0, 3, 0).Build();
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { Routes = routes });
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Adu.Frame(1, 50, 3, 2, 0x30, 9), bed.Ask(client, Adu.Read(1, 50, 3, 9, 1)));
        Bytes.AreSame(RtuAdu.Read(3, 3, 9, 1), bed.Wire.Frames[0].Bytes);
        byte[] absent = Adu.Read(2, 3, 3, 9, 1);
        Bytes.AreSame(Adu.Exception(absent, ExceptionCode.GatewayPathUnavailable), GuardBed.Ask(client, absent));
    }

    [TestMethod]
    public void An_exception_of_the_unit_is_the_clients_answer()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].Instead = (pdu, _) => RtuAdu.Frame(1, (byte)(pdu[0] | 0x80), 2);
        Bytes.AreSame(Adu.Exception(Ask, 2), bed.Ask(bed.Connect(), Ask));
        Assert.AreEqual(1u, bed.Guard.Count(Counter.PlcExceptions));
        Assert.AreEqual(1u, bed.Guard.Count(Counter.PlcResponses));
        Assert.IsTrue(bed.Guard.Count(Counter.PlcResponseMs) is > 0 and < 100, "milliseconds of two frames");
    }

    [TestMethod]
    public void A_damaged_answer_to_a_read_is_asked_for_again_as_often_as_set()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { Retries = 2 });
        int damaged = 2;
        bed.Units[0].Instead = (_, answer) => damaged-- > 0 ? [.. answer, 0, 0] : RtuAdu.WithCrc(answer);
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(3, bed.Wire.RequestsOf(bed.Units[0]).Count);
        Assert.AreEqual(2u, bed.Guard.Count(Counter.BusRetries));

        damaged = 3;
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));
        Assert.AreEqual(6, bed.Wire.RequestsOf(bed.Units[0]).Count);
        Assert.AreEqual((int)FrameFault.Crc, bed.Guard.Events.Only(EventCode.PlcFrameBroken).A);
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
    }

    [TestMethod]
    public void A_write_is_never_sent_twice()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAndWriteAll, new() { Retries = 3 });
        MemoryClient client = bed.Connect();
        foreach (byte[] write in new[] { Adu.WriteRegister(1, 1, 40, 7), Adu.WriteCoil(2, 1, 3, true), Adu.WriteRegisters(3, 1, 40, 1, 2) })
        {
            foreach (WireTrouble trouble in new[] { WireTrouble.FlippedBit, WireTrouble.CutEnd, WireTrouble.Gap })
            {
                int before = bed.Wire.RequestsOf(bed.Units[0]).Count;
                Damage(bed, trouble, 1);
                Bytes.AreSame(Adu.Exception(write, 11), bed.Ask(client, write));
                bed.Clock.Advance(60_000);
                Assert.AreEqual(before + 1, bed.Wire.RequestsOf(bed.Units[0]).Count, trouble.ToString());
            }
        }
    }

    [TestMethod]
    public void A_unit_that_says_nothing_is_0B_when_its_own_time_out_is_over()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { UnitTimeoutMs = 300 });
        bed.Units[0].IsAlive = false;
        MemoryClient client = bed.Connect();
        client.Send(Ask);
        bed.Clock.AdvanceMicroseconds(bed.Wire.Timing.SilenceUs + bed.Wire.Timing.FrameUs(8) + 299_999);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.AdvanceMicroseconds(1);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
    }

    [TestMethod]
    public void An_answer_that_began_in_time_may_take_longer_than_the_time_out()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { Format = new SerialFormat(1200, SerialParity.Even, 1), TimeoutMs = 500 });
        byte[]? answer = bed.Ask(bed.Connect(), Adu.Read(1, 1, 3, 0, 125));
        Assert.AreEqual(259, answer!.Length);
    }

    [TestMethod]
    public void A_late_answer_is_nobodys()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        bed.Units[0].ThinksUs = 1_200_000;
        bed.Units[1].ThinksUs = 400_000;
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));

        // The late answer arrives while another unit is asked for the same.
        Bytes.AreSame(Adu.Frame(8, 2, 3, 4, 0x20, 5, 0x20, 6), bed.Ask(client, Adu.Read(8, 2, 3, 5, 2)));

        // And the late unit itself is not asked again before it had its say.
        byte[] other = Adu.Read(9, 1, 3, 100, 2);
        Bytes.AreSame(Adu.Exception(other, 11), GuardBed.Ask(client, other));
        bed.Units[0].ThinksUs = 1_000;
        bed.Clock.Advance(30_000);
        Bytes.AreSame(Adu.Frame(9, 1, 3, 4, 0x10, 100, 0x10, 101), bed.Ask(client, other));
    }

    [TestMethod]
    public void What_does_not_fit_is_dropped_and_the_right_answer_still_taken()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        // Another unit, another function, another length, and then the answer: each a frame by itself.
        bed.Units[0].Instead = (_, answer) =>
        [
            .. RtuAdu.Frame(2, answer[1..]), .. RtuAdu.Frame(1, 4, 4, 1, 2, 3, 4), .. RtuAdu.Frame(1, 3, 2, 9, 9),
            .. RtuAdu.WithCrc(answer),
        ];
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        bed.Units[0].Instead = (_, _) => RtuAdu.Frame(1, 3, 2, 9, 9);
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));
        Assert.AreEqual((int)ResponseFault.ByteCount, bed.Guard.Events.Only(EventCode.PlcResponseWrong).A);
    }

    [TestMethod]
    public void Noise_before_an_answer_does_not_make_the_request_go_out_again()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        bed.Units[0].ThinksUs = 50_000;
        client.Send(Ask);
        bed.Clock.Advance(30);
        bed.Wire.Send("noise", [0xFF, 0x00]);
        bed.Clock.Advance(100);
        Bytes.AreSame(Answer, client.ReceiveFrame());
        Assert.AreEqual(1, bed.Wire.RequestsOf(bed.Units[0]).Count);
    }

    [TestMethod]
    public void A_bus_that_never_falls_silent_is_0A_and_nothing_is_sent_into_it()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Wire.Send("babbler", new byte[10_000]);
        Bytes.AreSame(Adu.Exception(Ask, 10), bed.Ask(bed.Connect(), Ask));
        Assert.AreEqual(1, bed.Guard.Events.Count(EventCode.BusNeverSilent));
        Assert.AreEqual(1, bed.Wire.Frames.Count);
    }

    [TestMethod]
    public void A_babble_instead_of_an_answer_ends_with_the_time_out()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].Instead = (_, _) => new byte[5_000];
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(bed.Connect(), Ask));
    }

    [TestMethod]
    public void An_echo_is_compared_and_removed_where_set()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAndWriteAll, new() { HasEcho = true });
        bed.Port.HasEcho = true;
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        byte[] write = Adu.WriteRegister(1, 1, 40, 7);
        Bytes.AreSame(write, bed.Ask(client, write));

        // The write's echo is no answer.
        bed.Units[0].IsAlive = false;
        Bytes.AreSame(Adu.Exception(write, 11), bed.Ask(client, write));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.BusEchoes));
    }

    [TestMethod]
    public void An_echo_that_comes_back_changed_is_a_damaged_exchange()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { HasEcho = true });
        bed.Port.HasEcho = true;
        bool isFirst = true;
        bed.Wire.Trouble = _ =>
        {
            WireTrouble trouble = isFirst ? WireTrouble.FlippedBit : WireTrouble.None;
            isFirst = false;
            return trouble;
        };
        Bytes.AreSame(Answer, bed.Ask(bed.Connect(), Ask));
        Assert.AreEqual(1u, bed.Guard.Count(Counter.BusRetries));
    }

    [TestMethod]
    public void An_echo_that_is_not_set_is_an_alarm()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Port.HasEcho = true;
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(0, bed.Guard.Events.Only(EventCode.BusEchoes).A);
    }

    [TestMethod]
    public void A_broadcast_that_the_policy_names_goes_out_once_and_is_not_answered()
    {
        using BusBed bed = BusBed.Start("role Operator\n  allow reads\n  allow 6  unit 0  address 40");
        MemoryClient client = bed.Connect();
        client.Send([.. Adu.WriteRegister(1, 0, 40, 7), .. Ask]);
        bed.Clock.Advance(1_000);
        Bytes.AreSame(Answer, client.ReceiveFrame());
        Assert.AreEqual(0, client.Waiting);
        foreach (WireUnit unit in bed.Units) Assert.AreEqual(7, unit.Model.HoldingRegisters[40]);
        WireFrame[] frames = [.. bed.Wire.Frames];
        Bytes.AreSame(RtuAdu.WriteRegister(0, 40, 7), frames[0].Bytes);
        Assert.AreEqual(100_000, frames[1].BeginsAt - frames[0].EndsAt);
        Assert.AreEqual(1u, bed.Guard.Count(Counter.BusBroadcasts));
    }

    [TestMethod]
    public void A_broadcast_is_refused_unless_the_policy_names_unit_0_and_always_when_it_wants_an_answer()
    {
        using BusBed bed = BusBed.Start("role Operator\n  allow reads, writes\n  allow 3  unit 0");
        MemoryClient client = bed.Connect();
        byte[] write = Adu.WriteRegister(1, 0, 40, 7);
        byte[] read = Adu.Read(2, 0, 3, 0, 1);
        Bytes.AreSame(Adu.Exception(write, 1), GuardBed.Ask(client, write));
        Bytes.AreSame(Adu.Exception(read, 1), GuardBed.Ask(client, read));
        Assert.AreEqual(0, bed.Wire.Frames.Count);
    }

    [TestMethod]
    public void Values_that_rules_need_are_read_on_the_held_bus_with_silence_between()
    {
        using BusBed bed = BusBed.Start("role Operator\n  allow 6  unit 1  address 40  step 50");
        bed.Units[0].Model.HoldingRegisters[40] = 1000;
        MemoryClient client = bed.Connect();
        byte[] near = Adu.WriteRegister(1, 1, 40, 1050);
        Bytes.AreSame(near, bed.Ask(client, near));
        byte[] far = Adu.WriteRegister(2, 1, 40, 1101);
        Bytes.AreSame(Adu.Exception(far, 1), bed.Ask(client, far));
        CollectionAssert.AreEqual(new[] { 3, 6, 3 }, bed.Wire.RequestsOf(bed.Units[0]).Select(r => (int)r.Pdu[0]).ToArray());
        WireFrame[] frames = [.. bed.Wire.Frames];
        Assert.AreEqual(bed.Wire.Timing.InterFrameUs, frames[2].BeginsAt - frames[1].EndsAt);
    }

    [TestMethod]
    public void A_bus_that_is_lost_is_0A_is_told_once_and_comes_back_by_itself()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        bed.Port.Fail(SerialFault.Missing);
        for (int i = 0; i < 5; i++) Bytes.AreSame(Adu.Exception(Ask, 10), bed.Ask(client, Ask));
        Assert.AreEqual((int)SerialFault.Failed, bed.Guard.Events.Only(EventCode.BusLost).B);
        bed.Port.Mend();
        bed.Clock.Advance(GuardLimits.LastDialDelayMs);
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Guard.Events.Count(EventCode.BusOpened));
    }

    [TestMethod]
    public void A_bus_that_cannot_be_opened_says_why()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Port.Fail(SerialFault.NoPermission);
        Bytes.AreSame(Adu.Exception(Ask, 10), bed.Ask(bed.Connect(), Ask));
        Assert.AreEqual((int)SerialFault.NoPermission, bed.Guard.Events.Only(EventCode.BusLost).B);
    }

    [TestMethod]
    public void A_bus_lost_amid_an_exchange_is_0B()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        client.Send(Ask);
        bed.Clock.Advance(20);
        bed.Port.Fail(SerialFault.Missing);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
    }

    [TestMethod]
    public void A_stop_amid_an_exchange_ends_without_waiting_for_the_unit()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Units[0].IsAlive = false;
        bed.Connect().Send(Ask);
        bed.Clock.Advance(100);
        Assert.IsTrue(bed.Guard.Stop());
        Assert.IsFalse(bed.Port.IsOpen);
    }

    [TestMethod]
    public void An_adapter_that_hands_bytes_over_in_lumps_needs_a_stretched_silence_and_works_with_it()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll, new() { StretchPercent = 500 });
        bed.Port.LatencyUs = 16_000;
        Assert.AreEqual(259, bed.Ask(bed.Connect(), Adu.Read(1, 1, 3, 0, 125))!.Length);
        Assert.AreEqual(0u, bed.Guard.Count(Counter.BusFramesDamaged));
    }

    [TestMethod]
    public void A_port_that_cannot_tell_when_it_has_sent_is_reckoned_with()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        bed.Port.TellsWhenSent = false;
        MemoryClient client = bed.Connect();
        client.Send([.. Ask, .. Ask, .. Ask]);
        bed.Clock.Advance(1_000);
        for (int i = 0; i < 3; i++) Bytes.AreSame(Answer, client.ReceiveFrame());
        bed.Units[0].IsAlive = false;
        client.Send(Ask);
        bed.Clock.AdvanceMicroseconds(bed.Wire.Timing.FrameUs(8) + 999_999);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.AdvanceMicroseconds(1);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
    }

    // The next so many answers arrive damaged.
    private static void Damage(BusBed bed, WireTrouble trouble, int answers)
    {
        bed.Wire.Trouble = frame => frame.Sender != "bus" && answers-- > 0 ? trouble : WireTrouble.None;
    }
}
