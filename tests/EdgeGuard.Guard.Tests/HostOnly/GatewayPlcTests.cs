using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A PLC that is late, wrong, gone or back again: what the client gets, and what no client ever gets.</summary>
[TestClass]
public class GatewayPlcTests
{
    private const int TimeoutMs = 1000;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0x12, 0x34);

    [TestMethod]
    public void A_silent_PLC_is_0B_after_the_time_out_and_not_before()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.Silent);
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs - 1);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.Advance(1);
        Bytes.AreSame(Adu.Exception(Ask, ExceptionCode.GatewayTargetFailedToRespond), client.ReceiveFrame());
        Assert.AreEqual(TimeoutMs, bed.Events.Only(EventCode.PlcTimeout).A);
        Assert.AreEqual(1u, bed.Count(Counter.PlcTimeouts));
    }

    [TestMethod]
    public void A_late_answer_is_dropped_and_never_handed_to_the_next_request()
    {
        using GuardBed bed = Start();
        MemoryClient late = bed.Connect(Peers.Tls("Operator", "late"));
        MemoryClient next = bed.Connect(Peers.Tls("Operator", "next"));
        bed.Plc.Model.HoldingRegisters[0] = 0xAAAA;
        bed.Plc.Next(Mischief.None, TimeoutMs + 200);
        late.Send(Ask);
        bed.Clock.Advance(TimeoutMs);
        Bytes.AreSame(Adu.Exception(Ask, 11), late.ReceiveFrame());

        // The next request is on the wire when the late answer arrives: same function, same length, other register.
        bed.Plc.Model.HoldingRegisters[1] = 0xBBBB;
        bed.Plc.Next(Mischief.None, 400);
        next.Send(Adu.Read(7, 1, 3, 1, 1));
        bed.Clock.Advance(400);
        Bytes.AreSame(Adu.Frame(7, 1, 3, 2, 0xBB, 0xBB), next.ReceiveFrame());
        Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesStray));
        Assert.AreEqual(1, bed.Events.Only(EventCode.PlcResponseStray).A);
        Assert.AreEqual(1, bed.Plc.Dials);
        Assert.AreEqual(0, late.Waiting);
    }

    [TestMethod]
    public void A_late_answer_that_is_there_already_is_dropped_before_anything_is_sent()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.None, TimeoutMs + 200);
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs + 500);
        client.ReceiveFrame();
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesStray));
    }

    [TestMethod]
    public void Three_time_outs_in_a_row_give_the_connection_up()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        for (int i = 0; i < GuardLimits.TimeoutsBeforeReconnect; i++)
        {
            Assert.AreEqual(1, bed.Plc.Dials);
            bed.Plc.Next(Mischief.Silent);
            client.Send(Ask);
            bed.Clock.Advance(TimeoutMs);
            Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
        }
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Plc.Dials);
        Assert.AreEqual(1, bed.Plc.Connections);
    }

    [TestMethod]
    public void An_answer_between_time_outs_begins_the_count_anew()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 8; i++)
        {
            bed.Plc.Next(i % 3 == 2 ? Mischief.None : Mischief.Silent);
            client.Send(Ask);
            bed.Clock.Advance(TimeoutMs);
            client.ReceiveFrame();
        }
        Assert.AreEqual(1, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_time_out_in_the_middle_of_an_answer_gives_the_connection_up()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        GuardBed.Ask(client, Ask);
        bed.Plc.Next(Mischief.StopHalfway);
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Plc.Dials);
    }

    [TestMethod]
    public void An_answer_may_come_byte_by_byte()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        bed.Plc.Next(Mischief.ByteByByte);
        client.Send(Ask);
        bed.Clock.Advance(100);
        Bytes.AreSame(Answer, client.ReceiveFrame());
    }

    [TestMethod]
    public void An_exception_of_the_PLC_is_handed_on_and_counted()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.Exception);
        Bytes.AreSame(Adu.Exception(Ask, 4), GuardBed.Ask(client, Ask));
        Assert.AreEqual(1u, bed.Count(Counter.PlcExceptions));
    }

    [TestMethod]
    public void How_long_answers_took_is_counted_also_that_of_an_exception_and_not_that_of_silence()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        foreach ((Mischief mischief, int ms) in new[] { (Mischief.None, 37), (Mischief.Exception, 5), (Mischief.Silent, 0) })
        {
            bed.Plc.Next(mischief, ms);
            client.Send(Ask);
            bed.Clock.Advance(mischief == Mischief.Silent ? TimeoutMs : ms);
            client.ReceiveFrame();
        }
        Assert.AreEqual(3u, bed.Count(Counter.PlcRequests));
        Assert.AreEqual(2u, bed.Count(Counter.PlcResponses));
        Assert.AreEqual(42u, bed.Count(Counter.PlcResponseMs));
    }

    [TestMethod]
    public void A_stray_answer_costs_the_exchange_nothing()
    {
        foreach (Mischief mischief in new[] { Mischief.StrayFirst, Mischief.AnswerTwice })
        {
            using GuardBed bed = Start();
            MemoryClient client = bed.Connect(Peers.Tls("Operator"));
            bed.Plc.Model.HoldingRegisters[0] = 0x1234;
            bed.Plc.Next(mischief);
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesStray), mischief.ToString());
            Assert.AreEqual(1, bed.Plc.Dials, mischief.ToString());
        }
    }

    [TestMethod]
    public void Another_transaction_id_is_no_answer()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.WrongTransaction);
        client.Send(Ask);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.Advance(TimeoutMs);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
        // Its id is the next one to be used: it must be gone before that.
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void An_answer_that_does_not_fit_is_0B_at_once_and_keeps_the_connection()
    {
        Mischief[] wrong = [Mischief.WrongUnit, Mischief.WrongFunction, Mischief.TooShort, Mischief.TrailingByte];
        foreach (Mischief mischief in wrong)
        {
            using GuardBed bed = Start();
            MemoryClient client = bed.Connect(Peers.Tls("Operator"));
            bed.Plc.Model.HoldingRegisters[0] = 0x1234;
            GuardBed.Ask(client, Ask);
            bed.Plc.Next(mischief);
            Bytes.AreSame(Adu.Exception(Ask, 11), GuardBed.Ask(client, Ask));
            Assert.AreEqual(1, bed.Events.Count(EventCode.PlcResponseWrong), mischief.ToString());
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            Assert.AreEqual(1, bed.Plc.Dials, mischief.ToString());
        }
    }

    [TestMethod]
    public void A_stream_from_the_PLC_that_is_not_Modbus_is_0B_and_gives_the_connection_up()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        GuardBed.Ask(client, Ask);
        bed.Plc.Next(Mischief.NotModbus);
        Bytes.AreSame(Adu.Exception(Ask, 11), GuardBed.Ask(client, Ask));
        Assert.AreEqual((int)FrameFault.ProtocolId, bed.Events.Only(EventCode.PlcFrameBroken).A);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void A_write_whose_answer_is_lost_is_0B_and_is_never_sent_again()
    {
        foreach (
            Mischief mischief in new[] { Mischief.Close, Mischief.CloseHalfway, Mischief.Silent, Mischief.StopHalfway, Mischief.WrongUnit })
        {
            using GuardBed bed = Start();
            MemoryClient client = bed.Connect(Peers.Tls("Operator"));
            GuardBed.Ask(client, Ask);
            bed.Plc.Next(mischief);
            byte[] write = Adu.WriteRegister(9, 1, 40, 77);
            client.Send(write);
            bed.Clock.Advance(TimeoutMs * 10);
            Bytes.AreSame(Adu.Exception(write, 11), client.ReceiveFrame());
            GuardBed.Ask(client, Ask);
            Assert.AreEqual(1, bed.Plc.Requests.Count(r => r.Pdu[0] == 6), mischief.ToString());
        }
    }

    [TestMethod]
    public void An_unreachable_PLC_is_0A()
    {
        using GuardBed bed = Start();
        bed.Plc.IsReachable = false;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Adu.Exception(Ask, ExceptionCode.GatewayPathUnavailable), GuardBed.Ask(client, Ask));
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcLost));
        Assert.AreEqual(1u, bed.Count(Counter.PlcUnreachable));
    }

    [TestMethod]
    public void Only_one_request_pays_the_connect_time_out_of_a_PLC_that_is_gone()
    {
        using GuardBed bed = Start();
        bed.Plc.HangsOnDial = true;
        MemoryClient first = bed.Connect(Peers.Tls("Operator", "1"));
        MemoryClient second = bed.Connect(Peers.Tls("Operator", "2"));
        first.Send(Ask);
        second.Send(Ask);
        bed.Clock.Advance(GuardLimits.DefaultPlcConnectMs - 1);
        Assert.AreEqual(0, first.Waiting + second.Waiting);
        bed.Clock.Advance(1);
        Bytes.AreSame(Adu.Exception(Ask, 10), first.ReceiveFrame());
        Bytes.AreSame(Adu.Exception(Ask, 10), second.ReceiveFrame());
        Assert.AreEqual(1, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_PLC_that_is_gone_is_dialled_less_and_less_often_and_found_when_it_is_back()
    {
        using GuardBed bed = Start();
        bed.Plc.IsReachable = false;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 600; i++)
        {
            Bytes.AreSame(Adu.Exception(Ask, 10), GuardBed.Ask(client, Ask));
            bed.Clock.Advance(100);
        }
        // A minute: 0.25, 0.5, 1, 2, 4 and then every 5 seconds.
        Assert.IsTrue(
            bed.Plc.Dials >= 14 && bed.Plc.Dials <= 17, bed.Plc.Dials.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcLost));
        bed.Plc.IsReachable = true;
        bed.Clock.Advance(GuardLimits.LastDialDelayMs);
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcConnected));
    }

    [TestMethod]
    public void A_power_cycle_of_the_PLC_between_requests_goes_unnoticed_by_the_client()
    {
        using GuardBed bed = Start();
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        bed.Plc.PowerCycle();
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Plc.Dials);
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost));
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcConnected));
    }

    [TestMethod]
    public void A_PLC_that_accepts_and_hangs_up_is_not_dialled_for_every_request()
    {
        using GuardBed bed = Start();
        bed.Plc.Always = Mischief.Close;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 50; i++) GuardBed.Ask(client, Ask);
        Assert.AreEqual(1, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_PLC_that_never_stops_talking_holds_nobody_beyond_the_time_out()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Plc.Next(Mischief.Babble);
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs + 1);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
        bed.Clock.Advance(8000);
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.IsTrue(bed.Events.Count(EventCode.PlcResponseStray) <= 2);
    }

    [TestMethod]
    public void A_PLC_that_always_has_something_to_say_holds_nobody_beyond_the_time_out()
    {
        GuardConfiguration configuration = new(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PlcTimeoutMs = TimeoutMs };
        using GuardBed bed = GuardBed.Start(configuration, clock => new OneLinkDialer(new EndlessLink(clock)));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs - 1);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.Advance(1);
        Bytes.AreSame(Adu.Exception(Ask, 11), client.ReceiveFrame());
    }

    [TestMethod]
    public void A_PLC_in_trouble_is_one_that_did_not_answer_when_it_was_last_asked()
    {
        using GuardBed bed = GuardBed.Start(SampleConfigurations.Of(SampleConfigurations.Plant));
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.IsFalse(bed.Gateway.IsPlcInTrouble, "nobody has asked it");
        bed.Plc.Next(Mischief.Silent);
        bed.AskWithin(client, Adu.Read(1, 1, 3, 0, 1), 5_000);
        Assert.IsTrue(bed.Gateway.IsPlcInTrouble);
        bed.AskWithin(client, Adu.Read(2, 1, 3, 0, 1), 5_000);
        Assert.IsFalse(bed.Gateway.IsPlcInTrouble);
        bed.Plc.IsReachable = false;
        bed.Plc.Next(Mischief.NotModbus);
        bed.AskWithin(client, Adu.Read(3, 1, 3, 0, 1), 5_000);
        bed.AskWithin(client, Adu.Read(4, 1, 3, 0, 1), 5_000);
        Assert.IsTrue(bed.Gateway.IsPlcInTrouble, "it cannot be reached");
        bed.AskWithin(client, Adu.WriteRegister(5, 1, 99, 0), 5_000);
        Assert.IsTrue(bed.Gateway.IsPlcInTrouble, "a refusal tells nothing of it");
    }

    [TestMethod]
    public void Transaction_ids_to_the_PLC_are_ours_and_do_not_repeat_soon()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 300; i++) GuardBed.Ask(client, Ask);
        Assert.AreEqual(300, bed.Plc.Requests.Select(r => r.TransactionId).Distinct().Count());
    }

    private static GuardBed Start()
    {
        return GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PlcTimeoutMs = TimeoutMs });
    }
}
