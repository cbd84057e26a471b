using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>A PLC whose answers are whole and not as the specification has them:
/// what the asker gets, what everybody else gets, and what is told.</summary>
[TestClass]
public class OddResponseTests
{
    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 0, 1);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 2, 0x12, 0x34);
    private static readonly byte[] Write = Adu.WriteRegister(8, 1, 13, 106);
    private static readonly byte[] WriteTwo = Adu.WriteRegisters(9, 1, 13, 5, 6);
    private static readonly byte[] Identify = Adu.Frame(10, 1, 43, 14, 1, 0);

    // As a real PLC answers 43/14: the length is right, the content is not.
    private static readonly byte[] OddIdentity = [0x2B, 0x0E, 0x01, 0x00, 0x4D, 0xB7, 0x00, 0x00, 0x00, 0x00, 0x00];

    [TestMethod]
    [DataRow("83 02 00", 0, "exception 2 with 1 byte behind it, handed on without", DisplayName = "a byte behind it")]
    [DataRow("83 02 00 00", 0, "exception 2 with 2 bytes behind it, handed on without", DisplayName = "two bytes behind it")]
    [DataRow("83 02", 1, "length field 4, 3 bytes came", DisplayName = "a length field one too large")]
    [DataRow("83 02", -1, "length field 2, 3 bytes came", DisplayName = "a length field one too small")]
    [DataRow("83 02", 97, "length field 100, 3 bytes came", DisplayName = "a length field far too large")]
    [DataRow("03 02 12 34", 1, "length field 6, 5 bytes came", DisplayName = "an answer's length field one too large")]
    [DataRow("03 02 12 34", -1, "length field 4, 5 bytes came", DisplayName = "an answer's length field one too small")]
    [DataRow("03 02 12 34", 6, "length field 11, 5 bytes came", DisplayName = "an answer's length field counts the header")]
    public void An_answer_that_is_clear_all_the_same_is_handed_on_at_once(string pdu, int lengthError, string told)
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Instead = (request, _) => Frame(request, pdu, lengthError);
        for (int i = 0; i < 3; i++) Bytes.AreSame(pdu[0] == '8' ? Adu.Exception(Ask, 2) : Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(told, Told(bed));
        Assert.AreEqual(3u, bed.Count(Counter.PlcResponsesMended));
        AssertKept(bed, client);
    }

    [TestMethod]
    [DataRow("03", "83 00", 0, "exception code 0")]
    [DataRow("03", "83", 0, "an exception without a code")]
    [DataRow("03", "84 02", 0, "function code 132 instead of 3")]
    [DataRow("03", "03 04 12 34 56 78", 0, "byte count 4 instead of 2", DisplayName = "a register more than was asked for")]
    [DataRow("03", "03 02 12", 0, "3 bytes instead of 4")]
    [DataRow("03", "03 02 12 34 00", 0, "5 bytes instead of 4")]
    [DataRow("06", "06 00 0D 00 64", 0, "wrote 106, the PLC says 100")]
    [DataRow("06", "06 00 00 00 6A", 0, "asked for address 13, the PLC says 0")]
    [DataRow("16", "10 00 0D 00 02 04 00 05 00 06", 0, "10 bytes instead of 5", DisplayName = "the whole request repeated")]
    [DataRow("16", "10 00 0D 00 03", 0, "wrote 2 of them, the PLC says 3")]
    [DataRow("43", "2B 0E 01 00 4D B7 00 00 00 00 00", 0, "11 bytes, which is not what it implies itself")]
    public void A_whole_answer_that_does_not_fit_is_0B_at_once_told_as_it_is_and_keeps_the_connection(
        string asked, string pdu, int lengthError, string told)
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        byte[] request = asked switch { "06" => Write, "16" => WriteTwo, "43" => Identify, _ => Ask };
        bed.Plc.Instead = (asked, _) => Frame(asked, pdu, lengthError);
        for (int i = 0; i < 3; i++) Bytes.AreSame(Adu.Exception(request, 11), GuardBed.Ask(client, request));
        Assert.AreEqual(told, Told(bed));
        Assert.AreEqual(3u, bed.Count(Counter.PlcResponsesWrong));
        Assert.IsFalse(bed.Gateway.IsPlcInTrouble, "it answers");
        AssertKept(bed, client);
    }

    [TestMethod]
    public void A_wrong_length_field_is_forgotten_with_the_connection_over_which_it_came()
    {
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { PlcIdleMs = 10_000 };
        using GuardBed bed = GuardBed.Start(configuration);
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        bed.Plc.Instead = (request, _) => Frame(request, "03 02 12 34", 1);
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        bed.Clock.Advance(12_000);
        Assert.AreEqual(0, bed.Plc.Connections, "let go of");
        bed.Plc.Instead = null;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesMended));
        Assert.AreEqual(1, bed.Events.Count(EventCode.PlcResponseWrong));
    }

    [TestMethod]
    public void Bytes_that_a_wrong_length_field_announced_may_come_late_and_put_nothing_out_of_step()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        byte[] late = [];
        bed.Plc.Instead = (_, answer) => [.. late, .. answer];
        foreach (byte filling in new byte[] { 0x00, 0xFF })
        {
            // Four zeros and more look like a header themselves.
            int most = filling == 0 ? 3 : GuardLimits.MaxGluedBytes;
            for (int length = 0; length <= most; length++)
            {
                late = [.. Enumerable.Repeat(filling, length)];
                for (int i = 0; i < 10; i++) Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
            }
        }
        Assert.AreEqual(1, bed.Plc.Dials);
        late = [.. Enumerable.Repeat((byte)0xFF, GuardLimits.MaxGluedBytes + 1)];
        Bytes.AreSame(Adu.Exception(Ask, 11), GuardBed.Ask(client, Ask));
    }

    [TestMethod]
    public void An_answer_that_is_not_finished_is_told_with_what_came_of_it_and_is_no_failed_dial()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Frame | TraceDial.Request), bed.Clock)!;
        bed.Plc.Next(Mischief.StopHalfway);
        Bytes.AreSame(Adu.Exception(Identify, 11), bed.AskWithin(client, Identify, 2_000));
        RecordedEvent cut = bed.Events.Only(EventCode.PlcResponseCut);
        Assert.AreEqual("4 bytes came", EventDetailText.Text(Record(cut)));
        Assert.AreEqual(43, cut.Function);
        Assert.AreEqual(1u, bed.Count(Counter.PlcResponsesCut));
        string[] lines = bed.Traced(tap);
        CollectionAssert.Contains(lines, "#1    plc > 00 01 00 00");
        Assert.IsTrue(
            lines.Any(line => line.Contains(", answer cut short, exception 11", System.StringComparison.Ordinal)),
            string.Join('\n', lines));

        // Dialled again without a pause: the PLC is there.
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(2, bed.Plc.Dials);
    }

    [TestMethod]
    public void A_trace_shows_an_odd_answer_without_its_values()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Frame | TraceDial.Request), bed.Clock)!;
        bed.Plc.Instead = (request, _) => request.Pdu[0] == 3 ? Frame(request, "83 02", 1) : Frame(request, "06 00 0D 00 64", 0);
        GuardBed.Ask(client, Ask);
        GuardBed.Ask(client, Write);
        string[] lines = bed.Traced(tap);
        CollectionAssert.Contains(lines, "#1    plc > 00 01 00 00 00 04 01 83 02");
        CollectionAssert.Contains(lines, "#1    plc > 00 02 00 00 00 06 01 06 00 0D +2 bytes");
        Assert.IsTrue(
            lines.Any(line => line.Contains(", answered otherwise, exception 11", System.StringComparison.Ordinal)),
            string.Join('\n', lines));
    }

    // The rows of a measurement on a real network, in which the poller had 135 of 400, 3 of 400, 3 of 40 and 294 of 400 answers.
    [TestMethod]
    [DataRow(50, 50, 1)]
    [DataRow(50, 5, 1)]
    [DataRow(1_000, 300, 1)]
    [DataRow(50, 50, 2)]
    public void Beside_a_client_with_an_odd_but_allowed_question_a_poller_loses_nothing(int pollerMs, int oddMs, int connections)
    {
        using GuardBed bed = Start(connections);
        bed.Plc.DelayMs = 2;
        bed.Plc.Instead = (request, answer) => request.Pdu[0] == 43 ? Adu.Frame(request.TransactionId, 1, OddIdentity) : answer;
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        MemoryClient odd = bed.Connect(Peers.Tls("Operator", "odd"));
        MemoryClient poller = bed.Connect(Peers.Tls("Operator", "poller"));
        var got = new List<byte[]>();
        int polls = 0;
        int odds = 0;
        for (int ms = 0; ms < 20_000; ms++)
        {
            // The odd one first, so that it has every new connection first.
            if (ms % oddMs == 0 && odd.Waiting == 0) odd.Send(Identify);
            if (odd.Waiting > 0 && odd.ReceiveFrame()![8] == 11) odds++;
            if (ms % pollerMs == 0)
            {
                poller.Send(Ask);
                polls++;
            }
            bed.Clock.Advance(1);
            while (poller.Waiting > 0) got.Add(poller.ReceiveFrame()!);
        }
        bed.Clock.Advance(100);
        while (poller.Waiting > 0) got.Add(poller.ReceiveFrame()!);
        Assert.AreEqual(polls, got.Count);
        foreach (byte[] frame in got) Bytes.AreSame(Answer, frame);
        Assert.IsTrue(odds > 20, $"{odds}");
        Assert.AreEqual(0u, bed.Count(Counter.PlcUnreachable));
        Assert.IsTrue(bed.Plc.Dials <= connections);
    }

    [TestMethod]
    [DataRow(1, 2)]
    [DataRow(0, 0)]
    [DataRow(0, 256)]
    public void A_PLC_that_does_not_repeat_the_transaction_id_is_told_so_and_no_pause_grows(int add, int id)
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Instead = (request, answer) => Adu.Frame(add > 0 ? request.TransactionId + add : id, 1, answer[7..]);
        for (int i = 0; i < 5; i++) Bytes.AreSame(Adu.Exception(Ask, 11), bed.AskWithin(client, Ask, 2_000));
        RecordedEvent told = bed.Events.All.First(e => e.Code == EventCode.PlcResponseWrong);
        Assert.AreEqual($"transaction id {id} instead of 1: the PLC does not repeat it", EventDetailText.Text(Record(told)));
        Assert.AreEqual(0, bed.Events.Count(EventCode.PlcTimeout));
        Assert.AreEqual(0u, bed.Count(Counter.PlcUnreachable));
    }

    [TestMethod]
    public void An_answer_that_is_late_is_told_with_the_silence_of_the_next()
    {
        using GuardBed bed = Start();
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        bed.Plc.Next(Mischief.None, 1_200).Next(Mischief.Silent);
        bed.AskWithin(client, Ask, 2_000);
        bed.AskWithin(client, Ask, 2_000);
        RecordedEvent silence = bed.Events.All.Last(e => e.Code == EventCode.PlcTimeout);
        Assert.AreEqual("1000 ms waited, answers to other requests came: 1", EventDetailText.Text(Record(silence)));
    }

    [TestMethod]
    public void An_answer_that_nobody_asked_for_names_the_request_that_it_came_behind_and_who_asked()
    {
        using GuardBed bed = Start();
        MemoryClient alice = bed.Connect(Peers.Tls("Operator", "alice"));
        MemoryClient bob = bed.Connect(Peers.Tls("Operator", "bob"));
        // The PLC answers a request that was hidden in the data of another one.
        bed.Plc.Instead = (request, answer) => request.Pdu[0] == 6 ? [.. answer, .. Adu.Frame(0, 1, 6, 0, 40, 0x07, 0xD0)] : answer;
        GuardBed.Ask(alice, Write);
        GuardBed.Ask(bob, Ask);
        RecordedEvent stray = bed.Events.Only(EventCode.PlcResponseStray);
        StringAssert.Contains(stray.Peer!.Subject, "alice");
        Assert.AreEqual(6, stray.Function);
        Assert.AreEqual(13, stray.Address);
        Assert.AreEqual(0, stray.A);
        EventRecord record = Record(stray);
        record.Unit = 1;
        record.Address = stray.Address;
        record.Quantity = stray.Quantity;
        StringAssert.Contains(
            EventText.Text(record, stray.Peer),
            "06 write single register unit 1 address 13 (4x00014)  Operator (CN=alice, 192.0.2.1)  transaction 0, behind this request");
    }

    [TestMethod]
    public void Writes_are_told_with_their_value_refused_or_forwarded()
    {
        using GuardBed bed = GuardBed.Start(
            new EdgeGuard.Guard.GuardConfiguration(SampleConfigurations.Compile("role Operator\n  allow 5,6,16,22 unit 1 address 13-14\n"))
            {
                ReportWrites = true,
            });
        MemoryClient client = bed.Connect(Peers.Tls("Operator"));
        GuardBed.Ask(client, Write);
        GuardBed.Ask(client, Adu.WriteRegister(1, 1, 99, 2000));
        GuardBed.Ask(client, Adu.WriteRegisters(2, 1, 14, 7, 8));
        GuardBed.Ask(client, Adu.WriteCoil(3, 1, 99, true));
        GuardBed.Ask(client, Adu.Frame(4, 1, 22, 0, 99, 0xFF, 0xF2, 0, 0x25));
        string[] told = [.. bed.Events.All.Where(e => e.Code is EventCode.RequestRefused or EventCode.WriteForwarded).Select(Words)];
        CollectionAssert.AreEqual(
            new[]
            {
                "06 write single register unit 1 address 13 (4x00014) value 106",
                "06 write single register unit 1 address 99 (4x00100) value 2000",
                "16 write multiple registers unit 1 address 14-15 (4x00015-4x00016) value 8 for 15",
                "05 write single coil unit 1 address 99 (0x00100) value 1",
                "22 mask write register unit 1 address 99 (4x00100) and mask 65522 or mask 37",
            },
            told);
    }

    private static string Words(RecordedEvent e)
    {
        EventRecord record = Record(e);
        record.Unit = e.Unit;
        record.Reason = e.Reason;
        record.SubFunction = e.SubFunction;
        record.Address = e.Address;
        record.Quantity = e.Quantity;
        return RequestText.Text(record);
    }

    private static GuardBed Start(int connections = 1)
    {
        return GuardBed.Start(
            SampleConfigurations.Of("role Operator\n  allow reads, identification\n  allow 6,16 unit 1 address 13-14\n"), connections);
    }

    private static byte[] Frame(PlcRequest request, string hex, int lengthError)
    {
        byte[] pdu = System.Convert.FromHexString(hex.Replace(" ", "", System.StringComparison.Ordinal));
        byte[] frame = Adu.Frame(request.TransactionId, 1, pdu);
        frame[5] = (byte)(frame[5] + lengthError);
        return frame;
    }

    private static string Told(GuardBed bed)
    {
        return bed.Events.All.Where(e => e.Code == EventCode.PlcResponseWrong)
            .Select(e => EventDetailText.Text(Record(e))).Distinct().Single();
    }

    private static EventRecord Record(RecordedEvent e)
    {
        return new EventRecord
        {
            Code = e.Code,
            Function = e.Function,
            A = e.A,
            B = e.B,
            OffendingAddress = e.OffendingAddress,
            OffendingValue = e.OffendingValue,
        };
    }

    // Nothing was lost, nobody waits, and the next answer is the right one.
    private static void AssertKept(GuardBed bed, MemoryClient client)
    {
        bed.Plc.Instead = null;
        bed.Plc.Model.HoldingRegisters[0] = 0x1234;
        Bytes.AreSame(Answer, GuardBed.Ask(client, Ask));
        Assert.AreEqual(1, bed.Plc.Dials);
        Assert.AreEqual(0u, bed.Count(Counter.PlcTimeouts));
        Assert.AreEqual(0u, bed.Count(Counter.PlcLosses));
    }
}
