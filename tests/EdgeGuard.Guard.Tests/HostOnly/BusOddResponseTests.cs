using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>Units whose frames are not as the specification has them, and
/// lines that hang bytes on frames: who gets what, and what is told.</summary>
[TestClass]
public class BusOddResponseTests
{
    private const string Rules = """
        role Operator
          allow reads, writes, identification
          allow 8, 65
        """;

    private static readonly byte[] Ask = Adu.Read(7, 1, 3, 5, 2);
    private static readonly byte[] Answer = Adu.Frame(7, 1, 3, 4, 0x10, 5, 0x10, 6);
    private static readonly byte[] Write = Adu.WriteRegister(8, 1, 13, 106);
    private static readonly byte[] WriteTwo = Adu.WriteRegisters(9, 1, 13, 5, 6);

    [TestMethod]
    public void A_write_repeated_with_another_value_costs_the_others_nothing_and_makes_no_unit_silent()
    {
        using BusBed bed = BusBed.Start(Rules);
        bed.Units[0].Instead = (pdu, answer) => pdu[0] == 6 ? RtuAdu.Frame(1, 6, 0, 13, 0, 100) : RtuAdu.WithCrc(answer);
        MemoryClient alice = bed.Connect();
        MemoryClient bob = bed.Connect();
        for (int i = 0; i < 5; i++)
        {
            byte[]? refused = bed.Ask(alice, Write, 100);
            Bytes.AreSame(Adu.Exception(Write, 11), refused);
            Bytes.AreSame(Answer, bed.Ask(bob, Ask, 100));
        }
        RecordedEvent told = bed.Guard.Events.All.First(e => e.Code == EventCode.PlcResponseWrong);
        Assert.AreEqual("wrote 106, the PLC says 100", Told(told));
        Assert.AreEqual(6, told.Function);
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
        Assert.AreEqual(0u, bed.Guard.Count(Counter.PlcTimeouts));
        Assert.IsFalse(bed.Guard.Gateway.IsPlcInTrouble);
    }

    [TestMethod]
    [DataRow("83 00", "exception code 0")]
    [DataRow("83", "an exception without a code")]
    [DataRow("03 06 00 01 00 02 00 03", "byte count 6 instead of 4", DisplayName = "a register more than was asked for")]
    [DataRow("04 04 10 05 10 06", "function code 4 instead of 3")]
    public void A_whole_frame_of_the_unit_that_does_not_fit_is_0B_at_once(string pdu, string told)
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        bed.Units[0].Instead = (_, _) => RtuAdu.Frame(1, Hex(pdu));
        for (int i = 0; i < 3; i++) Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask, 100));
        Assert.AreEqual(told, Told(bed.Guard.Events.All.First(e => e.Code == EventCode.PlcResponseWrong)));
        Assert.AreEqual(3u, bed.Guard.Count(Counter.PlcResponsesWrong));
        bed.Units[0].Instead = null;
        Bytes.AreSame(Answer, bed.Ask(client, Ask, 100));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
    }

    [TestMethod]
    public void An_exception_with_a_byte_behind_its_code_is_handed_on()
    {
        using BusBed bed = BusBed.Start(Rules);
        bed.Units[0].Instead = (_, _) => RtuAdu.Frame(1, 0x83, 2, 0);
        Bytes.AreSame(Adu.Exception(Ask, 2), bed.Ask(bed.Connect(), Ask, 100));
        Assert.AreEqual(1u, bed.Guard.Count(Counter.PlcResponsesMended));
    }

    [TestMethod]
    public void A_unit_that_repeats_the_whole_of_16_is_known_from_a_line_that_echoes_by_what_was_asked_before()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        bed.Units[0].Instead = (pdu, answer) => pdu[0] == 16 ? RtuAdu.Frame(1, pdu) : RtuAdu.WithCrc(answer);
        Bytes.AreSame(Adu.Exception(WriteTwo, 11), bed.Ask(client, WriteTwo, 100));
        Assert.AreEqual("10 bytes instead of 5", Told(bed.Guard.Events.Only(EventCode.PlcResponseWrong)));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.BusEchoes));
        Bytes.AreSame(Answer, bed.Ask(client, Ask, 100));
    }

    [TestMethod]
    public void Once_a_read_has_shown_that_the_line_echoes_no_echo_is_a_writes_answer()
    {
        using BusBed bed = BusBed.Start(Rules);
        bed.Port.HasEcho = true;
        MemoryClient client = bed.Connect();
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(1, bed.Guard.Events.Count(EventCode.BusEchoes));
        Bytes.AreSame(Write, bed.Ask(client, Write));
        bed.Units[0].IsAlive = false;
        Bytes.AreSame(Adu.Exception(Write, 11), bed.Ask(client, Write));
        Assert.AreEqual(13, bed.Guard.Events.Only(EventCode.PlcTimeout).Address);
    }

    [TestMethod]
    public void Another_units_frame_does_not_end_the_wait_and_is_told_where_nothing_else_came()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        bed.Units[0].Instead = (_, answer) => [.. RtuAdu.Frame(9, answer[1..]), .. RtuAdu.WithCrc(answer)];
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        bed.Units[0].Instead = (_, answer) => RtuAdu.Frame(9, answer[1..]);
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));
        Assert.AreEqual("unit 9 instead of 1", Told(bed.Guard.Events.Only(EventCode.PlcResponseWrong)));
        bed.Clock.Advance(1_000);
        bed.Ask(client, Ask);
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
        Assert.AreEqual(1, bed.Guard.Events.Count(EventCode.UnitNotUnderstood));
    }

    [TestMethod]
    [DataRow("00", "")]
    [DataRow("00", "00")]
    [DataRow("FF00", "")]
    [DataRow("", "00")]
    [DataRow("F8FEFFFFFFFFFF00", "FF")]
    public void Bytes_that_hang_on_an_answer_are_passed_over_counted_and_told_once(string before, string behind)
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        bed.Units[0].Instead = (_, answer) =>
            [.. Convert.FromHexString(before), .. RtuAdu.WithCrc(answer), .. Convert.FromHexString(behind)];
        for (int i = 0; i < 5; i++) Bytes.AreSame(Answer, bed.Ask(client, Ask, 200));
        byte[] identify = Adu.Frame(3, 1, 43, 14, 1, 0);
        byte[] identity = [43, 14, 1, 1, 0, 0, 1, 0, 3, 0x41, 0x42, 0x43];
        bed.Units[0].Instead = (_, _) => [.. Convert.FromHexString(before), .. RtuAdu.Frame(1, identity)];
        Bytes.AreSame(Adu.Frame(3, 1, identity), bed.Ask(client, identify, 200));
        Assert.AreEqual(6, bed.Wire.RequestsOf(bed.Units[0]).Count);
        Assert.AreEqual(0u, bed.Guard.Count(Counter.BusFramesDamaged));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
        if (before.Length == 0) return;
        Assert.AreEqual(6u, bed.Guard.Count(Counter.BusFramesGlued));
        RecordedEvent glued = bed.Guard.Events.Only(EventCode.BusGlued);
        Assert.AreEqual(before.Length / 2, glued.A);
        StringAssert.Contains(Told(glued), "before the frame: no bias on the line, or a driver that switches late?");
    }

    [TestMethod]
    public void Zeros_behind_a_frame_that_only_silence_ends_are_cut_off_where_that_alone_makes_an_answer_of_it()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        byte[] identify = Adu.Frame(3, 1, 43, 14, 1, 0);
        byte[] identity = [43, 14, 1, 1, 0, 0, 1, 0, 3, 0x41, 0x42, 0x43];
        bed.Units[0].Instead = (pdu, _) => [.. RtuAdu.Frame(1, pdu[0] == 8 ? pdu : identity), 0];
        Bytes.AreSame(Adu.Frame(3, 1, identity), bed.Ask(client, identify, 200));
        byte[] query = Adu.Frame(4, 1, 8, 0, 0, 0xA5, 0x37);
        Bytes.AreSame(query, bed.Ask(client, query, 200));
        Assert.AreEqual(2u, bed.Guard.Count(Counter.BusFramesGlued));
        Assert.AreEqual(-1, bed.Guard.Events.Only(EventCode.BusGlued).A);
    }

    [TestMethod]
    public void An_answer_whose_end_is_unclear_is_never_handed_on()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        byte[] vendor = Adu.Frame(3, 1, 65, 0xAA, 0xBB);
        bed.Units[0].Instead = (pdu, _) => [.. RtuAdu.Frame(1, pdu), 0];
        Bytes.AreSame(Adu.Exception(vendor, 11), bed.Ask(client, vendor, 200));
        RecordedEvent told = bed.Guard.Events.Only(EventCode.PlcFrameBroken);
        Assert.AreEqual((int)FrameFault.EndUnclear, told.A);
        Assert.AreEqual(65, told.Function);
        bed.Units[0].Instead = (pdu, _) => RtuAdu.Frame(1, pdu);
        Bytes.AreSame(vendor, bed.Ask(client, vendor, 200));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
    }

    [TestMethod]
    public void A_read_in_whose_time_only_noise_came_is_sent_again_and_the_unit_is_not_called_silent()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        int noises = 1;
        bed.Units[0].Instead = (_, answer) => noises-- > 0 ? [0x55, 0x55, 0x55, 0x55, 0x55] : RtuAdu.WithCrc(answer);
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(1u, bed.Guard.Count(Counter.BusRetries));
        noises = int.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));
            bed.Clock.Advance(1_000);
        }
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.PlcTimeout));
        Assert.AreEqual(1, bed.Guard.Events.Count(EventCode.UnitNotUnderstood));
    }

    [TestMethod]
    public void A_unit_that_loses_the_first_request_after_it_was_switched_on_is_left_alone_for_its_time_out_and_no_longer()
    {
        using BusBed bed = BusBed.Start(Rules);
        MemoryClient client = bed.Connect();
        bool isFirst = true;
        bed.Units[0].Instead = (_, answer) =>
        {
            byte[]? said = isFirst ? null : RtuAdu.WithCrc(answer);
            isFirst = false;
            return said;
        };
        Bytes.AreSame(Adu.Exception(Ask, 11), bed.Ask(client, Ask));
        bed.Clock.Advance(1_000);
        Bytes.AreSame(Answer, bed.Ask(client, Ask));
        Assert.AreEqual(0, bed.Guard.Events.Count(EventCode.UnitSilent));
    }

    private static string Told(RecordedEvent e)
    {
        var record = new EventRecord
        {
            Code = e.Code,
            Function = e.Function,
            A = e.A,
            B = e.B,
            OffendingAddress = e.OffendingAddress,
            OffendingValue = e.OffendingValue,
        };
        return EventDetailText.Text(record);
    }

    private static byte[] Hex(string text)
    {
        return Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
    }
}
