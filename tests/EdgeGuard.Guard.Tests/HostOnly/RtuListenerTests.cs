using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A client on a serial line before the guard: what it gets, what it does not, and what others on the line do to it.</summary>
[TestClass]
public class RtuListenerTests
{
    private static readonly byte[] Ask = RtuAdu.Read(1, 3, 5, 2);
    private static readonly byte[] Answer = RtuAdu.Frame(1, 3, 4, 0x10, 5, 0x10, 6);

    [TestMethod]
    public void A_request_goes_through_and_its_answer_comes_back()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        Bytes.AreSame(Answer, bed.Ask(Ask));
        Bytes.AreSame(Ask, bed.Bus.Frames[^2].Bytes);
        Bytes.AreSame(RtuAdu.Exception(RtuAdu.Read(2, 3, 0, 1), 2), AskExceptionOf(bed));
        SessionInfo session = bed.Gateway.Sessions().Single();
        Assert.AreEqual(PeerTransport.Serial, session.Peer.Transport);
        Assert.AreEqual("Operator", session.Peer.Role);
        Assert.AreEqual("module", session.Peer.Address);
    }

    [TestMethod]
    public void A_refusal_is_01_and_never_reaches_the_bus()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        int before = bed.Bus.Frames.Count;
        byte[] write = RtuAdu.WriteRegister(1, 40, 7);
        Bytes.AreSame(RtuAdu.Exception(write, 1), bed.Ask(write));
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        Assert.AreEqual(Refusal.Function, bed.Events.Only(EventCode.RequestRefused).Reason);
    }

    [TestMethod]
    public void A_refusal_is_silence_where_the_policy_says_so()
    {
        using var bed = new InlineBed(BusBed.ReadAll + "\nrefuse with silence");
        Assert.IsNull(bed.Ask(RtuAdu.WriteRegister(1, 40, 7)));
        Bytes.AreSame(Answer, bed.Ask(Ask));
    }

    [TestMethod]
    public void An_answer_leaves_when_the_line_has_been_silent_for_t35_and_not_before()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        bed.Ask(RtuAdu.WriteRegister(1, 40, 7));
        WireFrame[] frames = [.. bed.Upstream.Frames];
        Assert.AreEqual(bed.Upstream.Timing.InterFrameUs, frames[^1].BeginsAt - frames[^2].EndsAt);
    }

    [TestMethod]
    public void Units_that_are_not_behind_the_module_are_passed_over_in_silence()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        int before = bed.Bus.Frames.Count;
        Assert.IsNull(bed.Ask(RtuAdu.Read(3, 3, 0, 1)));
        Assert.IsNull(bed.Ask(RtuAdu.WriteRegister(200, 0, 1)));
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        Assert.AreEqual(0, bed.Events.Count(EventCode.RequestRefused));
    }

    [TestMethod]
    public void What_other_devices_of_the_line_answer_is_taken_for_what_it_is()
    {
        using var bed = new InlineBed(BusBed.ReadAndWriteAll, stretchPercent: 500);
        WireUnit other = bed.Upstream.AddUnit(9);
        for (int i = 0; i < 1000; i++) other.Model.HoldingRegisters[i] = 0x0103;
        int before = bed.Bus.Frames.Count;
        foreach (
            byte[] request in new[]
            {
                RtuAdu.Read(9, 3, 0, 1), RtuAdu.Read(9, 3, 0, 125), RtuAdu.Read(9, 1, 0, 2000), RtuAdu.WriteRegister(9, 1, 1),
            })
        {
            bed.Upstream.Send("client", request);
            bed.Clock.Advance(400);
        }
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        Assert.AreEqual(0u, bed.Counters.Read(Counter.BusFramesDamaged));

        // With silences stretched five times, the next request follows the other's answer too soon to be told by silence.
        bed.Upstream.Send("client", RtuAdu.Read(9, 3, 0, 125));
        WireFrame answer = Heard(bed, 9);
        bed.Clock.AdvanceMicroseconds(answer.EndsAt + bed.Upstream.Timing.InterFrameUs - bed.Clock.Microseconds);
        Bytes.AreSame(Answer, bed.Ask(Ask));
    }

    [TestMethod]
    public void A_broadcast_is_never_answered_whatever_becomes_of_it()
    {
        using var bed = new InlineBed("role Operator\n  allow reads\n  allow 6  unit 0  address 40");
        Assert.IsNull(bed.Ask(RtuAdu.WriteRegister(0, 40, 7)));
        Assert.AreEqual(6, bed.Bus.RequestsOf(bed.Units[1]).Single().Pdu[0]);
        Assert.AreEqual(7, bed.Units[1].Model.HoldingRegisters[40]);
        Assert.IsNull(bed.Ask(RtuAdu.WriteRegister(0, 41, 7)));
        Assert.AreEqual(1, bed.Events.Count(EventCode.RequestRefused));
        Bytes.AreSame(Answer, bed.Ask(Ask));
    }

    [TestMethod]
    public void A_damaged_request_is_no_request()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        int before = bed.Bus.Frames.Count;
        foreach (
            WireTrouble trouble in new[]
            {
                WireTrouble.FlippedBit, WireTrouble.CutEnd, WireTrouble.CutBeginning, WireTrouble.NoiseBefore, WireTrouble.Gap,
            })
        {
            bed.Upstream.Trouble = _ => trouble;
            Assert.IsNull(bed.Ask(Ask), trouble.ToString());
        }
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        bed.Upstream.Trouble = null;
        Bytes.AreSame(Answer, bed.Ask(Ask));
    }

    [TestMethod]
    public void A_client_that_gave_up_does_not_get_the_old_answer_for_its_next_request()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        bed.Units[0].ThinksUs = 500_000;
        bed.Upstream.Send("client", Ask);
        bed.Clock.Advance(300);
        bed.Units[0].ThinksUs = 1_000;
        int before = bed.Answers().Length;
        bed.Upstream.Send("client", RtuAdu.Read(1, 3, 100, 2));
        bed.Clock.Advance(2_000);
        Bytes.AreSame(RtuAdu.Frame(1, 3, 4, 0x10, 100, 0x10, 101), bed.Answers()[before..].Single());
        Assert.AreEqual(1u, bed.Counters.Read(Counter.ClientsGaveUp));
    }

    [TestMethod]
    public void A_glitch_behind_a_request_does_not_cost_its_answer()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        Bytes.AreSame(Answer, bed.Ask([.. Ask, 0x00]));
    }

    [TestMethod]
    public void Bytes_that_the_line_makes_in_front_of_a_request_are_passed_over_and_told_once()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        foreach (byte[] before in new byte[][] { [0], [0xFF], [0xFF, 0], [0, 0, 0, 0, 0, 0, 0, 0] })
        {
            Bytes.AreSame(Answer, bed.Ask([.. before, .. Ask]));
        }
        Assert.IsNull(bed.Ask([0x55, .. Ask]));
        Assert.AreEqual(4u, bed.Counters.Read(Counter.BusFramesGlued));
        Assert.AreEqual("module", bed.Events.Only(EventCode.BusGlued).Peer!.Address);
    }

    [TestMethod]
    public void Zeros_behind_a_request_that_only_silence_ends_are_never_data()
    {
        using var bed = new InlineBed("role Operator\n  allow 65, 8, identification");
        byte[] vendor = RtuAdu.Frame(1, 65, 0xAA, 0xBB);
        bed.Units[0].Instead = (pdu, _) => RtuAdu.Frame(1, pdu);
        Bytes.AreSame(vendor, bed.Ask(vendor));
        int before = bed.Bus.Frames.Count;
        Assert.IsNull(bed.Ask([.. vendor, 0]));
        Assert.AreEqual(before, bed.Bus.Frames.Count);
        Assert.AreEqual(0, bed.Events.Only(EventCode.BusGlued).A);

        // Of these the length is known all the same.
        byte[] query = RtuAdu.Frame(1, 8, 0, 0, 0xA5, 0x37);
        Bytes.AreSame(query, bed.Ask([.. query, 0]));
        byte[] identify = RtuAdu.Frame(1, 43, 14, 1, 0);
        byte[] identity = RtuAdu.Frame(1, 43, 14, 1, 1, 0, 0, 1, 0, 3, 0x41, 0x42, 0x43);
        bed.Units[0].Instead = (_, _) => identity;
        Bytes.AreSame(identity, bed.Ask([.. identify, 0]));
        Bytes.AreSame(identify, bed.Bus.Frames[^2].Bytes);
    }

    [TestMethod]
    public void An_echo_is_removed_where_set_and_an_alarm_where_not()
    {
        using (var bed = new InlineBed(BusBed.ReadAndWriteAll, hasEcho: true, portEchoes: true))
        {
            Bytes.AreSame(Answer, bed.Ask(Ask));
            byte[] write = RtuAdu.WriteRegister(1, 40, 7);
            Bytes.AreSame(write, bed.Ask(write));
            Assert.AreEqual(1, bed.Bus.RequestsOf(bed.Units[0]).Count(r => r.Pdu[0] == 6));
            Assert.AreEqual(0, bed.Events.Count(EventCode.BusEchoes));
        }
        using (var bed = new InlineBed(BusBed.ReadAll, portEchoes: true))
        {
            Bytes.AreSame(Answer, bed.Ask(Ask));
            byte[] write = RtuAdu.WriteRegister(1, 40, 7);
            Bytes.AreSame(RtuAdu.Exception(write, 1), bed.Ask(write));
            Assert.AreEqual(-1, bed.Events.Only(EventCode.BusEchoes).A);
        }
    }

    [TestMethod]
    public void A_unit_that_does_not_answer_is_0B()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        bed.Units[0].IsAlive = false;
        Bytes.AreSame(RtuAdu.Exception(Ask, 11), bed.Ask(Ask));
    }

    [TestMethod]
    public void A_commit_changes_which_units_are_ours()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        Assert.IsNull(bed.Ask(RtuAdu.Read(50, 3, 9, 1)));
        bed.Gateway.Commit(
            new GuardConfiguration(bed.Configuration.Policy) { Routes = new UnitRoutesBuilder().Route(50, 0, 2, 0).Build() });
        Bytes.AreSame(RtuAdu.Frame(50, 3, 2, 0x20, 9), bed.Ask(RtuAdu.Read(50, 3, 9, 1)));
        Assert.IsNull(bed.Ask(Ask));
    }

    [TestMethod]
    public void A_port_that_is_lost_is_told_once_and_comes_back_by_itself()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        bed.ClientPort.Fail(SerialFault.Missing);
        bed.Clock.Advance(20_000);
        Assert.AreEqual("module", bed.Events.Only(EventCode.BusLost).Peer!.Address);
        Assert.AreEqual(1, bed.Events.Count(EventCode.SessionClosed));
        bed.ClientPort.Mend();
        bed.Clock.Advance(GuardLimits.LastDialDelayMs);
        bed.Upstream.Send("client", Ask);
        bed.Clock.Advance(10);
        bed.Clock.SettleWith(3);
        bed.Clock.Advance(200);
        Bytes.AreSame(Answer, bed.Answers()[^1]);
        Assert.AreEqual(2, bed.Events.All.Count(e => e.Code == EventCode.BusOpened && e.A == -1));
    }

    [TestMethod]
    public void A_session_that_was_idle_ends_and_the_next_request_begins_another()
    {
        using var bed = new InlineBed(BusBed.ReadAll);
        bed.Clock.Advance(bed.Configuration.ClientIdleMs + 1_000);
        Assert.AreEqual((int)SessionEnd.Idle, bed.Events.Only(EventCode.SessionClosed).B);
        bed.Upstream.Send("client", Ask);
        bed.Clock.Advance(10);
        bed.Clock.SettleWith(3);
        bed.Clock.Advance(200);
        Bytes.AreSame(Answer, bed.Answers()[^1]);
        Assert.AreEqual(1, bed.ClientPort.Opens);
    }

    [TestMethod]
    public void A_stop_is_no_loss_of_the_port()
    {
        RecordingEventSink events;
        using (var bed = new InlineBed(BusBed.ReadAll))
        {
            events = bed.Events;
        }
        Assert.AreEqual(0, events.Count(EventCode.BusLost));
    }

    private static byte[]? AskExceptionOf(InlineBed bed)
    {
        bed.Units[1].Instead = (pdu, _) => RtuAdu.Frame(2, (byte)(pdu[0] | 0x80), 2);
        return bed.Ask(RtuAdu.Read(2, 3, 0, 1));
    }

    // The frame that another device answers with, once it has begun.
    private static WireFrame Heard(InlineBed bed, byte unit)
    {
        int before = bed.Upstream.Frames.Count;
        while (bed.Upstream.Frames.Count == before) bed.Clock.AdvanceMicroseconds(500);
        WireFrame frame = bed.Upstream.Frames[^1];
        Assert.AreEqual("unit " + unit, frame.Sender);
        return frame;
    }
}
