using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>The life of the connection to a PLC: ended by it between requests, deaf at first, with bytes that nobody asked for.</summary>
[TestClass]
public class GatewayConnectionTests
{
    private const int TimeoutMs = 1_000;

    private const string Rules = """
        role Operator
          allow reads
          allow 6  unit 1  address 40  step 50
          allow 6  unit 1  address 41  when 3:12 = 0 within 5s
          allow 6  unit 1  address 42
        """;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0x12, 0x34);

    [TestMethod]
    [DataRow(0, 100)]
    [DataRow(0, 0)]
    [DataRow(20, 5)]
    [DataRow(20, 100)]
    public void A_PLC_that_ends_the_connection_behind_each_answer_costs_no_read_and_floods_nobody(int closesAfterMs, int pauseMs)
    {
        using GuardBed bed = Start();
        bed.Plc.ClosesAfterMs = closesAfterMs;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 100; i++)
        {
            Bytes.AreSame(Answer, bed.AskWithin(client, Ask, 2 * TimeoutMs));
            if (pauseMs > 0) bed.Clock.Advance(pauseMs);
        }
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcConnected));
        Assert.AreEqual(2, bed.Events.All.Count, "the session, and the first connection");
        Assert.AreEqual(0u, bed.Count(Counter.PlcLosses));
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
    }

    [TestMethod]
    public void A_write_to_a_PLC_that_ends_the_connection_a_moment_behind_each_answer_goes_over_a_new_one()
    {
        using GuardBed bed = Start();
        bed.Plc.ClosesAfterMs = 20;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < GuardLimits.ShortConnections; i++)
        {
            bed.AskWithin(client, Ask, TimeoutMs);
            bed.Clock.Advance(100);
        }
        for (int i = 0; i < 20; i++)
        {
            byte[] write = Adu.WriteRegister(9, 1, 42, i);
            Bytes.AreSame(write, bed.AskWithin(client, write, TimeoutMs));
            bed.Clock.Advance(5);
        }
        Assert.AreEqual(0, bed.Plc.Ignored);
    }

    [TestMethod]
    public void A_connection_that_lasts_again_is_used_again()
    {
        using GuardBed bed = Start();
        bed.Plc.ClosesAfterMs = 0;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 10; i++) bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.ClosesAfterMs = -1;
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Clock.Advance(GuardLimits.LastingMs);
        int dials = bed.Plc.Dials;
        for (int i = 0; i < 10; i++) bed.AskWithin(client, Ask, TimeoutMs);
        Assert.AreEqual(dials, bed.Plc.Dials);
    }

    [TestMethod]
    [DataRow(0, 40)]
    [DataRow(0, 41)]
    [DataRow(20, 40)]
    [DataRow(20, 41)]
    public void A_rule_that_needs_a_value_is_refused_in_words_where_no_connection_lasts_from_the_value_to_the_write(
        int closesAfterMs, int address)
    {
        using GuardBed bed = Start();
        bed.Plc.ClosesAfterMs = closesAfterMs;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 5; i++)
        {
            bed.AskWithin(client, Ask, TimeoutMs);
            bed.Clock.Advance(100);
        }
        byte[] write = Adu.WriteRegister(9, 1, address, 20);
        Bytes.AreSame(Adu.Exception(write, 1), bed.AskWithin(client, write, TimeoutMs));
        RecordedEvent refused = bed.Events.Only(EventCode.RequestRefused);
        Assert.AreEqual(Refusal.ShortConnection, refused.Reason);
        StringAssert.Contains(RefusalText.Of(refused.Reason), "'step' and 'when' need");
        Assert.AreEqual(0, bed.Events.Count(EventCode.WriteForwarded));
        Assert.IsFalse(bed.Plc.Requests.Any(r => r.Pdu[0] == 6));
        Assert.AreEqual(0, bed.Plc.Ignored, "nothing was sent into a connection that was ending");
    }

    [TestMethod]
    public void A_connection_that_ends_between_the_value_and_the_write_is_made_anew_and_the_value_read_again()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.Next(Mischief.CloseBehind);
        byte[] write = Adu.WriteRegister(9, 1, 40, 20);
        Bytes.AreSame(write, bed.AskWithin(client, write, TimeoutMs));
        CollectionAssert.AreEqual(new[] { 3, 3, 3, 6 }, bed.Plc.Requests.Select(r => (int)r.Pdu[0]).ToArray());
        Assert.AreEqual(1, bed.Events.Count(EventCode.WriteForwarded));
        Assert.AreEqual(2u, bed.Count(Counter.ValueReads));
    }

    [TestMethod]
    public void A_read_on_a_used_connection_that_ends_without_a_byte_is_sent_once_more_on_a_new_one()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.Next(Mischief.Close);
        Bytes.AreSame(Answer, bed.AskWithin(client, Ask, TimeoutMs));
        Assert.AreEqual(2, bed.Plc.Dials);
        Assert.AreEqual(1u, bed.Count(Counter.PlcResends));
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost));
    }

    [TestMethod]
    public void It_is_sent_once_more_and_not_again()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.Next(Mischief.Close).Next(Mischief.Close);
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, TimeoutMs));
        Assert.AreEqual(3, bed.Plc.Requests.Count);
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost), "it answered just before");
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcHungUp));
    }

    [TestMethod]
    public void A_PLC_that_ends_every_connection_unanswered_is_lost_and_dialled_once_a_second()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Plc.Always = Mischief.Close;
        for (int i = 0; i < 600; i++)
        {
            GuardBed.Ask(client, Ask);
            bed.Clock.Advance(100);
        }
        Assert.AreEqual((int)PlcState.HangsUp, bed.Events.Only(EventCode.PlcLost).B);
        int dials = bed.Plc.Dials;
        for (int i = 0; i < 100; i++)
        {
            GuardBed.Ask(client, Ask);
            bed.Clock.Advance(100);
        }
        Assert.AreEqual(dials + 10, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_client_whose_request_makes_the_PLC_hang_up_takes_it_from_nobody()
    {
        using GuardBed bed = Start();
        bed.Plc.HangsUpOn = 4;
        MemoryClient poller = bed.Connect(Peers.Tls("Operator", "poller"));
        MemoryClient other = bed.Connect(Peers.Tls("Operator", "other"));
        GuardBed.Ask(poller, Ask);
        for (int i = 0; i < 100; i++)
        {
            for (int n = 0; n < 10; n++)
            {
                GuardBed.Ask(other, Adu.Read(1, 1, 4, 0, 1));
                bed.Clock.Advance(5);
            }
            Bytes.AreSame(Answer, GuardBed.Ask(poller, Ask));
        }
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcLost));
    }

    [TestMethod]
    public void A_read_whose_answer_had_begun_or_over_a_connection_never_used_is_not_sent_again()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.Close);
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, TimeoutMs));
        Assert.AreEqual(1, bed.Plc.Requests.Count);
        bed.Clock.Advance(1_000);
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.Next(Mischief.CloseHalfway);
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, TimeoutMs));
        Assert.AreEqual(3, bed.Plc.Requests.Count);
        Assert.AreEqual(0u, bed.Count(Counter.PlcResends));
    }

    [TestMethod]
    public void A_write_whose_connection_ends_is_told_with_what_it_was_and_was_forwarded_once()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.AskWithin(client, Ask, TimeoutMs);
        bed.Plc.Next(Mischief.Close);
        byte[] write = Adu.WriteRegister(9, 1, 42, 7);
        Bytes.AreSame(Adu.Exception(write, 11), bed.AskWithin(client, write, TimeoutMs));
        RecordedEvent told = bed.Events.Only(EventCode.PlcHungUp);
        Assert.AreEqual((6, 42), ((int)told.Function, told.Address));
        Assert.AreEqual(1, bed.Events.Count(EventCode.WriteForwarded));
        Assert.AreEqual(1, bed.Plc.Requests.Count(r => r.Pdu[0] == 6));
    }

    [TestMethod]
    public void What_could_not_be_sent_is_not_told_as_forwarded()
    {
        using GuardBed bed = Start();
        bed.Plc.IsReachable = false;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.WriteRegister(9, 1, 42, 7));
        Assert.AreEqual(0, bed.Events.Count(EventCode.WriteForwarded));
    }

    [TestMethod]
    public void A_PLC_that_is_deaf_for_seconds_behind_connecting_is_waited_for_on_the_same_connection()
    {
        using GuardBed bed = Start();
        bed.Plc.DeafMs = 5_000;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        int answered = 0;
        for (int i = 0; i < 20; i++)
        {
            byte[]? answer = bed.AskWithin(client, Ask, 2 * TimeoutMs);
            if (answer!.Length == Answer.Length) answered++;
            bed.Clock.Advance(200);
        }
        Assert.AreEqual(1, bed.Plc.Dials);
        Assert.IsTrue(answered >= 14, answered + " answered");
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
    }

    [TestMethod]
    public void With_a_delay_nothing_is_sent_before_it_is_over_and_a_client_waits_no_longer_than_its_time_out()
    {
        using GuardBed bed = Start(connectDelayMs: 2_500);
        bed.Plc.DeafMs = 2_500;
        bed.Plc.Greeting = "GATEWAY-7 ID:0001"u8.ToArray();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] noPath = Adu.Exception(Ask, ExceptionCode.GatewayPathUnavailable);
        client.Send(Ask);
        bed.Clock.Advance(TimeoutMs - 1);
        Assert.AreEqual(0, client.Waiting);
        bed.Clock.Advance(1);
        Bytes.AreSame(noPath, client.ReceiveFrame());
        Bytes.AreSame(noPath, bed.AskWithin(client, Ask, TimeoutMs));
        Bytes.AreSame(Answer, bed.AskWithin(client, Ask, TimeoutMs));
        Assert.AreEqual((1, 0), (bed.Plc.Dials, bed.Plc.Ignored));
        Assert.AreEqual(17u, bed.Count(Counter.PlcBytesStray), "the greeting is nobody's answer");
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void The_third_connection_in_a_row_without_an_answer_is_told_with_what_may_help()
    {
        using GuardBed bed = Start();
        bed.Plc.Always = Mischief.Silent;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        while (bed.Plc.Dials < 6)
        {
            bed.AskWithin(client, Ask, 2 * TimeoutMs);
            bed.Clock.Advance(100);
        }
        RecordedEvent told = bed.Events.Only(EventCode.PlcFruitless);
        Assert.AreEqual(GuardLimits.FruitlessConnections, told.A);
        StringAssert.Contains(EventDetailText.Text(new EventRecord { Code = told.Code, A = told.A }), "plc.connect-delay");
        Assert.AreEqual((int)PlcState.Silent, bed.Events.Only(EventCode.PlcLost).B);
    }

    [TestMethod]
    public void Bytes_between_requests_are_dropped_and_counted_and_told_once()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 50; i++)
        {
            Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            bed.Plc.Say(0xFF);
        }
        bed.Plc.Say([0x11, 0x22, 0x33, 0x44, 0x55]);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(55u, bed.Count(Counter.PlcBytesStray));
        Assert.AreEqual(1, bed.Plc.Dials);
        RecordedEvent told = bed.Events.Only(EventCode.PlcBytesDropped);
        string text = EventDetailText.Text(new EventRecord { Code = told.Code, A = told.A, B = told.B });
        Assert.AreEqual("1 byte that nobody asked for, first FF: a heartbeat of the serial server?", text);
    }

    [TestMethod]
    public void The_first_half_of_a_late_answer_is_not_taken_for_a_heartbeat()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Plc.Next(Mischief.Silent);
        bed.AskWithin(client, Ask, TimeoutMs);
        byte[] late = Adu.Frame(bed.Plc.Requests[^1].TransactionId, 1, 3, 2, 0xAA, 0xAA);
        bed.Plc.Say(late[..5]);
        bed.Plc.Next(Mischief.None, 200);
        client.Send(Ask);
        bed.Clock.Advance(100);
        bed.Plc.Say(late[5..]);
        bed.Clock.Advance(100);
        Bytes.AreSame(Answer, client.ReceiveFrame());
        Assert.AreEqual(1, bed.Plc.Dials);
        Assert.AreEqual(0u, bed.Count(Counter.PlcBytesStray));
        Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesStray));
    }

    [TestMethod]
    public void A_registration_packet_is_named_with_its_text()
    {
        using GuardBed bed = Start();
        bed.Plc.Greeting = "GATEWAY-7 ID:0001"u8.ToArray();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, TimeoutMs));
        StringAssert.Contains(Told(bed), "it begins with text ('GATEWAY-7 ID'): a registration packet of a serial server?");
        Assert.AreEqual(PlcState.NotModbus, bed.Gateway.Plcs().Single().State);
    }

    [TestMethod]
    public void Rtu_over_tcp_is_named_with_unit_and_function()
    {
        using GuardBed bed = Start();
        bed.Plc.Always = Mischief.RtuOverTcp;
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, TimeoutMs));
        StringAssert.Contains(Told(bed), "this looks like RTU over TCP: unit 1, function 3, right CRC");
    }

    [TestMethod]
    public void A_PLC_that_cannot_be_reached_is_told_once_with_its_time_and_so_is_its_coming_back()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        Assert.AreEqual(PlcState.Unknown, bed.Gateway.Plcs().Single().State);
        GuardBed.Ask(client, Ask);
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
        bed.Plc.IsReachable = false;
        bed.Plc.PowerCycle();
        int changes = bed.Gateway.PlcChanges;
        long lostAt = bed.Clock.Utc;
        for (int i = 0; i < 30; i++)
        {
            GuardBed.Ask(client, Ask);
            bed.Clock.Advance(1_000);
        }
        PlcStatus status = bed.Gateway.Plcs().Single();
        Assert.AreEqual((PlcState.Unreachable, lostAt), (status.State, status.SinceUtc));
        Assert.IsTrue(status.IsTrouble);
        Assert.AreEqual(changes + 1, bed.Gateway.PlcChanges);
        Assert.AreEqual((int)PlcState.Unreachable, bed.Events.Only(EventCode.PlcLost).B);
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcConnected));

        bed.Plc.IsReachable = true;
        bed.Clock.Advance(GuardLimits.LastDialDelayMs);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
        RecordedEvent back = bed.Events.All.Last(e => e.Code == EventCode.PlcConnected);
        Assert.AreEqual((30_000 + GuardLimits.LastDialDelayMs) / 1000, back.B);
        Assert.AreEqual(2, bed.Events.Count(EventCode.PlcConnected));
    }

    [TestMethod]
    public void A_PLC_that_is_silent_is_lost_with_the_third_time_out_in_a_row()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Ask);
        bed.Plc.Always = Mischief.Silent;
        for (int i = 0; i < 2; i++) bed.AskWithin(client, Ask, TimeoutMs);
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
        bed.AskWithin(client, Ask, TimeoutMs);
        Assert.AreEqual(PlcState.Silent, bed.Gateway.Plcs().Single().State);
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcLost));
    }

    [TestMethod]
    public void A_PLC_that_takes_fewer_connections_than_it_is_offered_is_not_lost()
    {
        using GuardBed bed = Start(connections: 3);
        bed.Plc.MostConnections = 1;
        bed.Plc.DelayMs = 100;
        MemoryClient[] clients = [.. Enumerable.Range(0, 3).Select(i => bed.Connect(Peers.Tls("Operator", "c" + i)))];
        for (int i = 0; i < 20; i++)
        {
            foreach (MemoryClient client in clients) client.Send(Ask);
            bed.Clock.Advance(1_000);
            foreach (MemoryClient client in clients) Assert.IsNotNull(client.ReceiveFrame());
        }
        Assert.AreEqual(PlcState.Answers, bed.Gateway.Plcs().Single().State);
        Assert.IsTrue(bed.Events.Count(EventCode.PlcLost) <= 1, "while the first connection has not been answered yet");
    }

    [TestMethod]
    public void Units_behind_a_PLC_that_do_not_answer_are_known_by_number()
    {
        using GuardBed bed = Start();
        bed.Plc.SilentUnits = [3, 7];
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 4; i++)
        {
            foreach (byte unit in new byte[] { 1, 3, 7 }) bed.AskWithin(client, Adu.Read(7, unit, 3, 0, 1), TimeoutMs);
        }
        PlcStatus status = bed.Gateway.Plcs().Single();
        Assert.AreEqual(PlcState.Answers, status.State);
        Bytes.AreSame([3, 7], status.SilentUnits);
        bed.Plc.SilentUnits = [];
        bed.AskWithin(client, Adu.Read(7, 3, 3, 0, 1), TimeoutMs);
        Bytes.AreSame([7], bed.Gateway.Plcs().Single().SilentUnits);
    }

    [TestMethod]
    public void A_bus_tells_its_silent_units_and_a_port_that_is_gone()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        MemoryClient client = bed.Connect();
        bed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        bed.Units[1].IsAlive = false;
        for (int i = 0; i < 3; i++)
        {
            bed.Ask(client, Adu.Read(1, 2, 3, 0, 1));
            bed.Clock.Advance(2_000);
        }
        PlcStatus status = bed.Guard.Gateway.Plcs().Single();
        Assert.AreEqual(PlcState.Answers, status.State);
        Bytes.AreSame([2], status.SilentUnits);
        bed.Port.Fail(SerialFault.Missing);
        bed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        bed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        Assert.AreEqual(PlcState.Unreachable, bed.Guard.Gateway.Plcs().Single().State);
    }

    [TestMethod]
    public void Every_request_is_counted_once_so_that_the_numbers_add_up()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        for (int i = 0; i < 5; i++) GuardBed.Ask(client, Ask);
        for (int i = 0; i < 3; i++) GuardBed.Ask(client, Adu.WriteRegister(1, 1, 99, 1));
        bed.Plc.IsReachable = false;
        bed.Plc.PowerCycle();
        for (int i = 0; i < 4; i++) GuardBed.Ask(client, Ask);
        uint sum = bed.Count(Counter.Allowed) + bed.Count(Counter.Refused) + bed.Count(Counter.PlcUnreachable);
        Assert.AreEqual((12u, 12u, 4u), (bed.Count(Counter.Requests), sum, bed.Count(Counter.PlcUnreachable)));
    }

    [TestMethod]
    public void A_refused_write_outlasts_150_reads_through_a_PLC_that_closes_and_300_through_one_that_comes_and_goes()
    {
        var clock = new FakeClock();
        var journal = new EventJournal(clock, new Counters(), 256);
        using GuardBed bed = GuardBed.StartWith(Configuration(0), made => [PlcPortSetup.Plc(made.Plc, 1)], journal);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Adu.WriteRegister(1, 1, 99, 1));
        bed.Plc.ClosesAfterMs = 0;
        for (int i = 0; i < 150; i++) Step(bed, clock, client, Mischief.None);
        bed.Plc.ClosesAfterMs = -1;
        for (int i = 0; i < 300; i++) Step(bed, clock, client, i % 2 == 0 ? Mischief.Silent : Mischief.Close);
        for (int i = 0; i < 300; i++) Step(bed, clock, client, i % 2 == 0 ? Mischief.None : Mischief.StrayFirst);
        GuardBed.Ask(client, Adu.WriteRegister(1, 1, 98, 1));

        EventRecord[] kept = Kept(journal);
        Assert.AreEqual(2, kept.Count(r => r.Code == EventCode.RequestRefused), "what was refused before and after");
        Assert.IsTrue(kept.Length < 128, kept.Length + " records");
        Assert.IsFalse(kept.Any(r => r.Code == EventCode.EventsLost && r.A > 0));
    }

    private static void Step(GuardBed bed, FakeClock journalClock, MemoryClient client, Mischief mischief)
    {
        bed.Plc.Next(mischief);
        bed.AskWithin(client, Ask, 2 * TimeoutMs);
        bed.Clock.Advance(100);
        journalClock.Advance(1_100);
    }

    private static EventRecord[] Kept(EventJournal journal)
    {
        journal.Flush();
        var peers = new Peer?[256];
        var bytes = new byte[256 * EventRecord.Size];
        int count = journal.Read(0, bytes, peers);
        var records = new EventRecord[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = new EventRecord();
            Assert.IsTrue(records[i].Decode(bytes, i * EventRecord.Size));
        }
        return records;
    }

    private static string Told(GuardBed bed)
    {
        RecordedEvent told = bed.Events.Only(EventCode.PlcFrameBroken);
        return EventDetailText.Text(new EventRecord
        {
            Code = told.Code,
            A = told.A,
            B = told.B,
            OffendingValue = told.OffendingValue,
            Address = told.Address,
            Quantity = told.Quantity,
        });
    }

    private static GuardBed Start(int connectDelayMs = 0, int connections = 1)
    {
        GuardBed bed = GuardBed.Start(Configuration(connectDelayMs), connections);
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        return bed;
    }

    private static GuardConfiguration Configuration(int connectDelayMs)
    {
        return new GuardConfiguration(SampleConfigurations.Compile(Rules))
        {
            PlcTimeoutMs = TimeoutMs,
            PlcConnectDelayMs = connectDelayMs,
            ReportWrites = true,
        };
    }
}
