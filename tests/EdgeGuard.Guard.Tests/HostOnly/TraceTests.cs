using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>What somebody sees who traces: links, frames and requests, each by its dial, and values only when he asked for them.</summary>
[TestClass]
public class TraceTests
{
    private const string Alice = "Operator (CN=alice, 10.0.0.5)";
    private const TraceDial All = TraceDial.Link | TraceDial.Frame | TraceDial.Request;

    // Two bytes that stand in no header, no address, no quantity and no CRC of these tests.
    private const int Secret = 0xBEEF;
    private static readonly byte[] SecretBytes = [0xBE, 0xEF];

    [TestMethod]
    public void Requests_show_what_was_asked_by_whom_the_verdict_its_line_and_what_came_of_it()
    {
        using GuardBed bed = Start(SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Request);
        MemoryClient client = bed.Connect(Client());
        bed.Plc.Next(Mischief.None, 12).Next(Mischief.Exception);
        bed.AskWithin(client, Adu.Read(1, 1, 3, 0, 2), 20);
        GuardBed.Ask(client, Adu.Read(2, 1, 4, 7, 1));
        GuardBed.Ask(client, Adu.WriteRegister(3, 1, 40, 2000));
        GuardBed.Ask(client, Adu.Frame(4, 1, 16, 0, 0));
        CollectionAssert.AreEqual(
            new[]
            {
                $"#1 03 read holding registers unit 1 address 0-1 (4x00001-4x00002)  {Alice}  allowed, line 4, answered, 12.0 ms",
                $"#1 04 read input registers unit 1 address 7 (3x00008)  {Alice}  allowed, line 4, exception 4, 0.0 ms",
                $"#1 06 write single register unit 1 address 40 (4x00041)  {Alice}  "
                    + "refused (value not allowed, line 5), exception 1, 0.0 ms",
                $"#1 16 write multiple registers unit 1  {Alice}  refused (malformed request, length), exception 3, 0.0 ms",
            },
            bed.Traced(tap));
    }

    [TestMethod]
    public void Requests_show_what_the_PLC_and_limits_did_to_them()
    {
        using GuardBed bed = Start("limit client 1/s burst 1\n" + SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Request);
        MemoryClient client = bed.Connect(Client());
        bed.Plc.Next(Mischief.Silent);
        bed.AskWithin(client, Adu.Read(1, 1, 3, 0, 1), 1_000);
        bed.Plc.IsReachable = false;
        bed.Plc.PowerCycle();
        GuardBed.Ask(client, Adu.Read(2, 1, 3, 0, 1));
        GuardBed.Ask(client, Adu.Read(3, 1, 3, 0, 1));
        string[] lines = bed.Traced(tap).Select(line => line.Split(Alice + "  ")[1]).ToArray();
        CollectionAssert.AreEqual(
            new[]
            {
                "allowed, line 5, not answered, exception 11, 1000.0 ms",
                "allowed, line 5, no path, exception 10, 0.0 ms",
                "rate-limited (too many requests a second), exception 6, 0.0 ms",
            },
            lines);
    }

    [TestMethod]
    public void What_is_only_observed_says_so()
    {
        using GuardBed bed = GuardBed.Start(
            new GuardConfiguration(SampleConfigurations.Compile(SampleConfigurations.Plant)) { Mode = GuardMode.Observe });
        TraceTap tap = Open(bed, TraceDial.Request);
        GuardBed.Ask(bed.Connect(Client()), Adu.WriteRegister(1, 1, 99, 7));
        StringAssert.Contains(bed.Traced(tap).Single(), "observed (address not allowed), answered");
    }

    [TestMethod]
    public void Frames_show_every_byte_on_both_sides_when_they_hold_no_value()
    {
        using GuardBed bed = Start(SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Frame);
        GuardBed.Ask(bed.Connect(Client()), Adu.Read(0x0102, 1, 3, 0, 2));
        CollectionAssert.AreEqual(
            new[]
            {
                "#1 client > 01 02 00 00 00 06 01 03 00 00 00 02",
                "#1    plc < 00 01 00 00 00 06 01 03 00 00 00 02",
                "#1    plc > 00 01 00 00 00 07 01 03 04 +4 bytes",
                "#1 client < 01 02 00 00 00 07 01 03 04 +4 bytes",
            },
            bed.Traced(tap));
    }

    [TestMethod]
    public void Links_show_both_sides_and_why_they_end()
    {
        using GuardBed bed = Start("limit module sessions 1\n" + SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Link);
        MemoryClient client = bed.Connect(Client());
        bed.Connect(Peers.Tls("Operator", "second"));
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        bed.Plc.Next(Mischief.NotModbus).Next(Mischief.StopHalfway);
        GuardBed.Ask(client, Adu.Read(2, 1, 3, 0, 1));
        bed.AskWithin(client, Adu.Read(3, 1, 3, 0, 1), 2_000);
        bed.Plc.IsReachable = false;
        bed.Clock.Advance(GuardLimits.LastDialDelayMs);
        GuardBed.Ask(client, Adu.Read(4, 1, 3, 0, 1));
        client.Close();
        string[] lines = bed.Traced(tap);
        CollectionAssert.AreEqual(
            new[]
            {
                $"#1 opened, tls  {Alice}",
                "rejected, too many sessions  Operator (CN=second, 192.0.2.1)",
                "#1 plc connection 0 stands",
                "#1 plc connection 0 given up, not Modbus",
                "#1 plc connection 0 stands",
                "#1 plc connection 0 given up, an answer that was cut short",
                "#1 plc connection 0 cannot be made",
                $"#1 closed, by the client, 4 requests  {Alice}",
            },
            lines);
    }

    [TestMethod]
    public void Without_values_no_value_is_even_taken_down()
    {
        foreach ((byte[] request, ushort[]? registers) in WithSecrets())
        {
            using GuardBed bed = Start("role Operator\n  allow 3,4,6,8,15,16,21,22,23,90  unit 1", registers);
            TraceTap masked = Open(bed, All);
            TraceTap open = bed.Trace.Open(new TraceOptions(All) { HasValues = true }, bed.Clock)!;
            GuardBed.Ask(bed.Connect(Client()), request);
            bed.Clock.Settle();
            Assert.IsTrue(Records(open).Any(HasSecret), Convert.ToHexString(request) + " has none to hide");
            Assert.IsFalse(Records(masked).Any(HasSecret), Convert.ToHexString(request));
        }
    }

    [TestMethod]
    public void A_frame_of_a_bus_hides_its_CRC_where_it_hides_values()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        TraceTap masked = Open(bed.Guard, TraceDial.Frame | TraceDial.Link);
        TraceTap open = bed.Guard.Trace.Open(new TraceOptions(TraceDial.Frame) { HasValues = true }, bed.Clock)!;
        bed.Ask(bed.Connect(), Adu.Read(1, 2, 3, 5, 1));
        string[] lines = bed.Guard.Traced(masked);
        CollectionAssert.Contains(lines, "#1 serial line 0 open");
        CollectionAssert.Contains(lines, "#1    plc < " + Hex(RtuAdu.Read(2, 3, 5, 1)));
        CollectionAssert.Contains(lines, "#1    plc > 02 03 02 +4 bytes");
        CollectionAssert.Contains(bed.Guard.Traced(open), "#1    plc > " + Hex(RtuAdu.Frame(2, 3, 2, 0x20, 5)));
    }

    [TestMethod]
    public void A_damaged_frame_of_a_bus_and_one_that_answers_nothing_are_shown()
    {
        using BusBed bed = BusBed.Start(BusBed.ReadAll);
        TraceTap masked = Open(bed.Guard, TraceDial.Frame);
        TraceTap open = bed.Guard.Trace.Open(new TraceOptions(TraceDial.Frame) { HasValues = true }, bed.Clock)!;
        bed.Units[1].Instead = (_, _) => [2, 3, 2, 0x20, 5, 1, 1];
        bed.Units[2].Instead = (_, _) => RtuAdu.Frame(9, 3, 2, 0x10, 5);
        MemoryClient client = bed.Connect();
        bed.Ask(client, Adu.Read(1, 2, 3, 5, 1));
        bed.Ask(client, Adu.Read(2, 3, 3, 5, 1));
        CollectionAssert.IsSubsetOf(new[] { "#1    plc > 02 +6 bytes", "#1    plc > 09 +6 bytes" }, bed.Guard.Traced(masked));
        CollectionAssert.IsSubsetOf(
            new[] { "#1    plc > 02 03 02 20 05 01 01", "#1    plc > " + Hex(RtuAdu.Frame(9, 3, 2, 0x10, 5)) }, bed.Guard.Traced(open));
    }

    [TestMethod]
    public void With_values_requests_show_what_is_written_and_read()
    {
        using GuardBed bed = Start("role Operator\n  allow reads, writes");
        bed.Plc.Model.HoldingRegisters[2] = 17;
        bed.Plc.Model.Coils[1] = true;
        TraceTap tap = bed.Trace.Open(new TraceOptions(TraceDial.Request) { HasValues = true }, bed.Clock)!;
        MemoryClient client = bed.Connect(Client());
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 1, 3));
        GuardBed.Ask(client, Adu.Read(2, 1, 1, 0, 3));
        GuardBed.Ask(client, Adu.WriteRegister(3, 1, 40, 2000));
        GuardBed.Ask(client, Adu.WriteRegisters(4, 1, 40, 7, 8));
        GuardBed.Ask(client, Adu.WriteCoil(5, 1, 7, true));
        string[] lines = bed.Traced(tap);
        StringAssert.Contains(lines[0], "answered = 0 17 0, ");
        StringAssert.Contains(lines[1], "answered = off on off, ");
        StringAssert.Contains(lines[2], "address 40 (4x00041) = 2000  ");
        StringAssert.Contains(lines[3], "(4x00041-4x00042) = 7 8  ");
        StringAssert.Contains(lines[4], "(0x00008) = on  ");
    }

    [TestMethod]
    public void A_dial_a_session_and_a_unit_are_all_that_is_shown_when_they_are_asked_for()
    {
        using GuardBed bed = Start("role Operator\n  allow reads");
        TraceTap second = bed.Trace.Open(new TraceOptions(TraceDial.Request) { Session = 2 }, bed.Clock)!;
        TraceTap unit = bed.Trace.Open(new TraceOptions(TraceDial.Frame) { Unit = 9 }, bed.Clock)!;
        MemoryClient[] clients = [bed.Connect(Peers.Tls("Operator", "a")), bed.Connect(Peers.Tls("Operator", "b"))];
        foreach (MemoryClient client in clients)
        {
            GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
            GuardBed.Ask(client, Adu.Read(2, 9, 3, 0, 1));
        }
        string[] lines = bed.Traced(second);
        Assert.AreEqual(2, lines.Length);
        Assert.IsTrue(lines.All(line => line.StartsWith("#2 03 ", StringComparison.Ordinal)));
        Assert.AreEqual(8, bed.Traced(unit).Length);
    }

    [TestMethod]
    public void A_reader_that_does_not_keep_up_is_told_how_much_it_lost_and_gets_the_newest()
    {
        using GuardBed bed = Start("limit client 10000/s burst 10000\n" + SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Request);
        MemoryClient client = bed.Connect(Client());
        for (int i = 0; i < TraceTap.Size + 5; i++) GuardBed.Ask(client, Adu.Read(1, 1, 3, i % 100, 1));
        bed.Clock.Settle();
        TraceRecord[] records = Records(tap);
        Assert.AreEqual(TraceTap.Size, records.Length);
        Assert.AreEqual(5L, records[0].Lost);
        Assert.AreEqual(5, records[0].Address);
        Assert.AreEqual(0L, records.Skip(1).Sum(r => r.Lost));
    }

    [TestMethod]
    public void Traces_begin_and_end_under_running_sessions_and_there_are_so_many_at_once()
    {
        using GuardBed bed = Start(SampleConfigurations.Plant);
        MemoryClient client = bed.Connect(Client());
        GuardBed.Ask(client, Adu.Read(1, 1, 3, 0, 1));
        TraceTap[] taps = Enumerable.Range(0, Trace.MaxTaps).Select(_ => Open(bed, TraceDial.Request)).ToArray();
        Assert.IsNull(bed.Trace.Open(new TraceOptions(TraceDial.Request), bed.Clock));
        GuardBed.Ask(client, Adu.Read(2, 1, 3, 1, 1));
        bed.Trace.Close(taps[1]);
        bed.Trace.Close(taps[1]);
        GuardBed.Ask(client, Adu.Read(3, 1, 3, 2, 1));
        Assert.AreEqual(1, bed.Traced(taps[1]).Length);
        foreach (int other in new[] { 0, 2, 3 }) Assert.AreEqual(2, bed.Traced(taps[other]).Length);
        foreach (TraceTap tap in taps) bed.Trace.Close(tap);
        GuardBed.Ask(client, Adu.Read(4, 1, 3, 3, 1));
        Assert.AreEqual(0, bed.Traced(taps[0]).Length);
    }

    [TestMethod]
    public void What_a_person_asks_shows_on_the_PLCs_side()
    {
        using GuardBed bed = Start(SampleConfigurations.Plant);
        TraceTap tap = Open(bed, TraceDial.Frame);
        var anna = new Peer(PeerTransport.Console, "console", "anna", "technician", "", long.MaxValue);
        bed.Gateway.Ask(1, [3, 0, 0, 0, 1], anna, bed.Clock.Now + 1000);
        CollectionAssert.AreEqual(
            new[] { "   plc < 00 01 00 00 00 06 01 03 00 00 00 01", "   plc > 00 01 00 00 00 05 01 03 02 +2 bytes" }, bed.Traced(tap));
    }

    // Every way in which a value can be in a frame, malformed ones too.
    private static IEnumerable<(byte[] Request, ushort[]? Registers)> WithSecrets()
    {
        ushort[] registers = [Secret, Secret, Secret];
        yield return (Adu.Read(1, 1, 3, 0, 2), registers);
        yield return (Adu.Read(1, 1, 4, 0, 1), registers);
        yield return (Adu.WriteRegister(1, 1, 40, Secret), null);
        yield return (Adu.WriteRegisters(1, 1, 40, 7, Secret), null);
        yield return (Adu.Frame(1, 1, [15, 0, 0, 0, 16, 2, .. SecretBytes]), null);
        yield return (Adu.Frame(1, 1, [22, 0, 4, .. SecretBytes, 0, 0]), null);
        yield return (Adu.Frame(1, 1, [23, 0, 0, 0, 1, 0, 3, 0, 1, 2, .. SecretBytes]), null);
        yield return (Adu.Frame(1, 1, [23, 0, 0, 0, 1, 0, 3, 0, 1, 2, 0, 1]), registers);
        yield return (Adu.Frame(1, 1, [3, .. SecretBytes, 0, 1, 0]), null);
        yield return (Adu.Frame(1, 1, [6, 0, 40, 0, .. SecretBytes]), null);
        yield return (Adu.Frame(1, 1, [16, 0, 40, .. SecretBytes, 3, 0, 1]), null);
        yield return (Adu.Frame(1, 1, [8, 0, 0, .. SecretBytes]), null);
        yield return (Adu.Frame(1, 1, [21, 9, 6, 0, 1, 0, 0, 0, 1, .. SecretBytes]), null);
        yield return (Adu.Frame(1, 1, [90, .. SecretBytes]), null);
    }

    private static bool HasSecret(TraceRecord record)
    {
        bool isShown = TraceText.Text(record).Contains(
            Secret.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            || TraceText.Text(record).Contains("BE EF", StringComparison.Ordinal);
        return isShown || record.Bytes.AsSpan().IndexOf(SecretBytes) >= 0;
    }

    private static TraceRecord[] Records(TraceTap tap)
    {
        var records = new List<TraceRecord>();
        for (var record = new TraceRecord(); tap.Read(record); record = new TraceRecord()) records.Add(record);
        return [.. records];
    }

    private static string Hex(byte[] bytes) =>
        string.Join(' ', bytes.Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private static Peer Client() => new(PeerTransport.Tls, "10.0.0.5", "CN=alice", "Operator", "aa", long.MaxValue);

    private static TraceTap Open(GuardBed bed, TraceDial dials) => bed.Trace.Open(new TraceOptions(dials), bed.Clock)!;

    private static GuardBed Start(string rules, ushort[]? registers = null)
    {
        GuardBed bed = GuardBed.Start(new GuardConfiguration(SampleConfigurations.Compile(rules)) { PlcTimeoutMs = 1000 });
        for (int i = 0; registers != null && i < registers.Length; i++)
        {
            bed.Plc.Model.HoldingRegisters[i] = registers[i];
            bed.Plc.Model.InputRegisters[i] = registers[i];
        }
        return bed;
    }
}
