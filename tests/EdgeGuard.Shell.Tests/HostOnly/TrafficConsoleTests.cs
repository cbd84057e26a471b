using System;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>Who asks what of whom, as a technician sees it.</summary>
[TestClass]
public sealed class TrafficConsoleTests
{
    private const string Section = "### Who asks what";

    [TestMethod]
    public void The_screens_are_those_of_the_manual()
    {
        ConsoleBed bed = Asked();
        string[] commands = ["traffic", "traffic client 1"];
        string shown = string.Concat(commands.Select(command => "anna> " + command + "\n" + Lines(bed, command)));
        Assert.AreEqual(ManualTests.Screens(Section)[0].TrimEnd(), shown.TrimEnd());
    }

    [TestMethod]
    public void The_units_are_shown_as_in_the_manual()
    {
        ConsoleBed bed = Asked();
        var source = new TrafficSource(
            bed.Services.Traffic!.Table, new Peer(PeerTransport.Plain, "10.0.0.66", "", null, "", long.MaxValue));
        var request = new Request();
        request.Decode(1, [43, 14, 1, 0], 0, 4);
        byte[] answer = [43, 14, 1, 1, 0, 0, 3, 0, 9, .. "Acme Corp"u8, 1, 6, .. "PM-800"u8, 2, 5, .. "v2.60"u8];
        source.NoteAnswer(request, answer, 0, answer.Length, bed.Module.Clock.Now);
        request.Decode(1, [17], 0, 1);
        source.NoteAnswer(request, [17, 4, 9, 0xFF, 65, 66], 0, 6, bed.Module.Clock.Now);
        request.Decode(3, [3, 0, 0, 0, 1], 0, 5);
        source.Note(request, RequestFate.Unanswered, false, 0, bed.Module.Clock.Now, bed.Module.Clock.Now);
        string shown = "anna> inventory\n" + Lines(bed, "inventory");
        Assert.AreEqual(ManualTests.Screens("### Which units there are")[0].TrimEnd(), shown.TrimEnd());
        Assert.Contains("No unit was asked yet.", ConsoleBed.LoggedIn().Type("inventory\r"));
    }

    [TestMethod]
    public void What_is_asked_most_often_comes_first_where_that_is_wanted()
    {
        ConsoleBed bed = Asked();
        string[] latest = [.. Lines(bed, "traffic").Split('\n').Where(line => line.StartsWith("     ", StringComparison.Ordinal))];
        string[] often = [.. Lines(bed, "traffic rate").Split('\n').Where(line => line.StartsWith("     ", StringComparison.Ordinal))];
        Assert.Contains("05 write single coil", latest[0]);
        Assert.Contains("03 read holding registers", often[0]);
        CollectionAssert.AreEquivalent(latest, often);
    }

    [TestMethod]
    public void No_line_is_wider_than_a_terminal_whatever_is_recorded()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        var source = new TrafficSource(
            bed.Services.Traffic!.Table, new Peer(PeerTransport.Plain, "10.0.0.66", "", new string('R', 200), "", long.MaxValue));
        byte[][] requests =
            [[16, 255, 0, 0, 1, 2, 0, 7], [3, 255, 0, 0, 125], [43, 14, 1, 0], [23, 0, 10, 0, 5, 255, 0, 0, 1, 2, 1, 2], [90, 1], [3]];
        foreach (byte[] pdu in requests)
        {
            foreach (RequestFate fate in Enum.GetValues<RequestFate>()) Ask(bed, source, pdu, fate, 2);
        }
        foreach (string command in new[] { "traffic", "traffic rate", "traffic client 1" })
        {
            Assert.IsTrue(Lines(bed, command).Split('\n').All(line => line.Length <= 79), Lines(bed, command));
        }
    }

    [TestMethod]
    public void What_has_no_addresses_shows_none()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        var source = new TrafficSource(
            bed.Services.Traffic!.Table, new Peer(PeerTransport.Plain, "10.0.0.66", "", "Operator", "", long.MaxValue));
        byte[][] requests = [[8, 0, 0, 0xA5, 0x37], [8, 0, 0, 1, 2, 3, 4], [7], [11], [12], [17], [43, 14, 1, 0], [8, 0, 4, 0, 0]];
        foreach (byte[] pdu in requests) Ask(bed, source, pdu, RequestFate.Answered, 0);
        string[] rows = [.. Lines(bed, "traffic").Split('\n').Where(line => line.StartsWith("     ", StringComparison.Ordinal))];
        Assert.HasCount(requests.Length, rows);
        string[] shown = [.. rows.Select(row => row[40..52].TrimEnd()).Distinct().Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(new[] { "-", "1 word", "2 words" }, shown);
        string[] detail = [.. Lines(bed, "traffic client 1").Split('\n').Where(line => line.Contains("08", StringComparison.Ordinal))];
        Assert.Contains("unit 1, 08/0 diagnostics, 2 words", detail);
    }

    [TestMethod]
    public void A_reset_forgets_it()
    {
        ConsoleBed bed = Asked();
        bed.Type("traffic reset\r");
        Assert.DoesNotContain("write single coil", Lines(bed, "traffic"));
        Assert.Contains("0 of 64 rows, 0 clients", Lines(bed, "traffic"));
    }

    [TestMethod]
    public void What_is_not_there_is_said_with_what_is()
    {
        ConsoleBed bed = Asked();
        foreach (string command in new[] { "traffic client 9", "traffic client x", "traffic client", "traffic what", "traffic client 0" })
        {
            Assert.Contains("is nothing there", bed.Type(command + "\r"), command);
        }
    }

    [TestMethod]
    public void Where_it_is_not_recorded_that_is_said()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Services.Traffic = null;
        Assert.Contains("traffic is not recorded", bed.Type("traffic\r"));
        Assert.Contains("traffic is not recorded", bed.Type("traffic reset\r"));
        Assert.Contains("traffic is not recorded", bed.Type("inventory\r"));
    }

    /// <summary>A panel that polls every second, and a laptop that was refused.</summary>
    internal static ConsoleBed Asked()
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("terminal lines 0\r");
        TrafficTable table = bed.Services.Traffic!.Table;
        table.RecordsValues = true;
        var panel = new TrafficSource(table, new Peer(PeerTransport.Tls, "10.0.0.5", "CN=panel", "Operator", "ab", long.MaxValue));
        var laptop = new TrafficSource(table, new Peer(PeerTransport.Plain, "10.0.0.66", "", null, "", long.MaxValue));
        for (int i = 0; i < 90; i++)
        {
            Ask(bed, panel, [3, 0, 0, 0, 100], i == 7 ? RequestFate.Unanswered : RequestFate.Answered, 0);
            if (i % 10 == 0) Ask(bed, panel, [4, 0, 0, 0, 16], RequestFate.Answered, 0);
            if (i % 40 == 0) Ask(bed, panel, [16, 0, 40, 0, 2, 4, 5, 220, 0, (byte)(i / 40)], RequestFate.Answered, 0);
            bed.Module.Clock.Advance(1000);
        }
        Ask(bed, laptop, [43, 14, 1, 0], RequestFate.Answered, 1);
        bed.Module.Clock.Advance(2000);
        Ask(bed, laptop, [5, 0, 7, 0xFF, 0], RequestFate.Refused, 1);
        return bed;
    }

    internal static void Ask(ConsoleBed bed, TrafficSource source, byte[] pdu, RequestFate fate, int exceptionCode)
    {
        var request = new Request();
        request.Decode(1, pdu, 0, pdu.Length);
        long now = bed.Module.Clock.Now;
        source.Note(request, fate, false, exceptionCode, now - 12, now);
    }

    /// <summary>What a command shows, without its own line and the prompt behind it.</summary>
    internal static string Lines(ConsoleBed bed, string command)
    {
        string[] lines = bed.Type(command + "\r").Replace("\r", "", StringComparison.Ordinal).Split('\n');
        return string.Concat(lines.Skip(1).SkipLast(1).Select(line => line.TrimEnd() + "\n"));
    }
}
