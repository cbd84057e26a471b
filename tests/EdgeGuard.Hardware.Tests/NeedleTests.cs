using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Table, board and the jig's page name the same places for needles, and each place can be met.</summary>
[TestClass]
public sealed partial class NeedleTests
{
    // What the jig's page says is to be measured on each board.
    private static readonly string[] Wanted =
    [
        "+24V", "+5V", "+3V3", "+3V3E", "+3V3P", "+3V3U", "VBUS", "VISO1", "VISO2", "GND", "GNDI1", "GNDI2", "GNDU", "PE", "SYS_RST",
        "ETH_RST", "PLC_RST", "PLC_SCK", "PLC_MOSI", "PLC_MISO", "PLC_CS", "PANEL_CS", "BUS2_CS", "RTC_CS", "BUS_TX", "BUS_RX", "BUS_DE",
        "BUS2_TX", "BUS2_RX", "BUS2_DE", "CONSOLE_TX", "CONSOLE_RX", "DEBUG_TX", "DEBUG_RX", "WATCHDOG", "ETH_CLK", "KEY_COIL", "RELAY",
    ];

    private static string Page { get; } = File.ReadAllText(Path.Combine(Folders.Hardware, "test", "jig.md"));

    [TestMethod]
    public void Every_needle_has_a_pad_of_its_net_with_room_around_it()
    {
        IReadOnlyList<Needle> needles = Needle.Read();
        Assert.IsGreaterThanOrEqualTo(30, needles.Count);
        Assert.AreEqual("", string.Join('\n', Needle.Faults(needles, BoardFile.Read())));
    }

    [TestMethod]
    public void One_that_is_missing_moved_on_another_net_or_too_near_is_found()
    {
        BoardFile board = BoardFile.Read();
        Needle first = Needle.Read()[0], second = Needle.Read()[1];
        string Said(params Needle[] needles) => string.Join('\n', Needle.Faults(needles, board));
        Assert.AreEqual("TP99: no pad on the lower face", Said(first with { Point = "TP99" }));
        StringAssert.Contains(Said(first with { Net = "GND" }), "TP1: the board has it at +24V");
        StringAssert.Contains(Said(first with { At = second.At }), "TP1: the board has it elsewhere");
        StringAssert.Contains(Said(first with { At = second.At }), "(+5V) is too near");
        StringAssert.Contains(Said(first with { At = new Corner(first.At.X, first.At.Y - 4) }), "no track or via of its net");
        StringAssert.Contains(Said(first, second with { At = new Corner(first.At.X + 2.5, first.At.Y) }), "TP1: too near to TP2");
    }

    [TestMethod]
    public void The_jigs_page_has_each_needle_and_no_other()
    {
        string[] said = [.. Point().Matches(Page).Select(match => match.Groups[1].Value + " at " + match.Groups[2].Value)];
        CollectionAssert.AreEquivalent(Needle.Read().Select(needle => needle.Net + " at " + needle.Point).ToArray(), said);
    }

    [TestMethod]
    public void What_has_no_needle_is_reached_at_a_part_that_is_in_the_net()
    {
        Netlist board = Schematics.Netlist;
        (string Net, string Part)[] parts = [.. Part().Matches(Page).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
        foreach ((string net, string part) in parts)
        {
            Assert.IsTrue(board.On(net).Any(node => node.Reference == part), $"{net} is not at {part}");
        }
        string[] reached = [.. Needle.Read().Select(needle => needle.Net), .. parts.Select(part => part.Net)];
        Assert.AreEqual("", string.Join(' ', Wanted.Except(reached)));
        CollectionAssert.AllItemsAreUnique(reached);
    }

    [GeneratedRegex(@"`([^`]+)` at (TP\d+)")]
    private static partial Regex Point();

    [GeneratedRegex(@"`([^`]+)` at ((?!TP)[A-Z]+\d+)")]
    private static partial Regex Part();
}
