using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Jig;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What the jig is told to measure has a needle, and passes what rules, simulations and the jig's page let pass.</summary>
[TestClass]
public sealed class JigTests
{
    private const string Held = "SYS_RST held low";

    private static string Table { get; } = Path.Combine(Folders.Hardware, "test", "limits.csv");

    private static IReadOnlyList<LimitLine> Limits { get; } = JigSequence.Limits(Table);

    private static IReadOnlyDictionary<string, string> Points { get; } = JigSequence.Points(Path.Combine(Folders.Board, "needles.csv"));

    [TestMethod]
    public void Each_limit_is_a_step_between_two_needles_that_the_board_has()
    {
        string[] steps = [.. JigSequence.Lines(Limits, Points)];
        Assert.AreEqual(Limits.Count, steps.Length);
        HashSet<string> needles = [.. Needle.Read().Select(needle => needle.Point + "," + needle.Net)];
        foreach (string[] cells in steps.Select(step => step.Split(',')))
        {
            Assert.IsTrue(needles.Contains(cells[2] + "," + cells[3]), cells[3]);
            Assert.IsTrue(needles.Contains(cells[4] + "," + cells[5]), cells[5]);
        }
        Assert.AreEqual("9,24 V at the terminal,TP39,VISO2,TP9,GNDI2,3,3.6,V", steps[8]);
    }

    [TestMethod]
    [DataRow("on,+5V,GND,4,5,V,x", "off,+5V,GND,4,5,V,x", "on,+5V,GND,4,5,V,x", "limits.csv:4: 'on' was left before")]
    [DataRow("on,+5V,GND,4,5,V,x", "on,PLC_CS,GND,4,5,V,x", "on,+5V,GND,4,5,V,x", "limits.csv:3: no needle reaches PLC_CS")]
    [DataRow("on,+5V,PLC_CS,4,5,V,x", "on,+5V,GND,4,5,V,x", "on,+5V,GND,4,5,V,x", "limits.csv:2: no needle reaches PLC_CS")]
    [DataRow("on,+5V,GND,4,5,V,x", "on,+5V,GND,4,5,V,x", "on,+5V,GND,5,4.5,V,x", "limits.csv:4: nothing is between 5 and 4.5")]
    public void A_line_that_cannot_be_measured_is_named(string first, string second, string third, string said)
    {
        LimitLine[] limits = [.. new[] { first, second, third }.Select(line => line.Split(',')).Select(cells => new LimitLine(
            cells[0], cells[1], cells[2], Cells.Number(cells[3]), Cells.Number(cells[4]), cells[5], cells[6]))];
        Assert.AreEqual(said, Assert.ThrowsExactly<InvalidDataException>(() => JigSequence.Lines(limits, Points).ToArray()).Message);
    }

    [TestMethod]
    [DataRow("+5V", "LM5164", 1.2, "+5V")]
    [DataRow("+3V3", "TLV62569DBV", 0.6, "+3V3")]
    [DataRow("+3V3E", "TLV62569DBV", 0.6, "+3V3")]
    [DataRow("+3V3P", "TLV62569DBV", 0.6, "+3V3")]
    public void A_supply_may_be_what_its_divider_gives_and_two_percent_beside_it(string net, string symbol, double reference, string supply)
    {
        double given = Rules.Given(Schematics.Netlist, symbol, reference, supply);
        LimitLine limit = Limits.Single(line => line.Net == net);
        Assert.AreEqual(0.98 * given, limit.Least, 0.01, net);
        Assert.AreEqual(1.02 * given, limit.Most, 0.01, net);
    }

    [TestMethod]
    public void No_supply_may_be_above_what_its_capacitors_are_judged_by_and_a_bus_not_below_what_its_idle_level_is()
    {
        foreach (LimitLine limit in Limits.Where(line => Rules.Volts.ContainsKey(line.Net)))
        {
            Assert.IsTrue(limit.Most <= Rules.Volts[limit.Net], limit.Net);
        }
        string idle = File.ReadAllText(Path.Combine(Folders.Simulation, "idle.cir"));
        foreach (LimitLine bus in Limits.Where(line => line.Net.StartsWith("VISO")))
        {
            StringAssert.Contains(idle, "\nVs s 0 " + bus.Least.ToString("0.0", CultureInfo.InvariantCulture) + "\n");
        }
        Assert.AreEqual(2, Limits.Count(line => line.Net.StartsWith("VISO")));
    }

    [TestMethod]
    public void Each_level_that_a_resistor_holds_in_reset_is_measured_where_a_needle_is()
    {
        string[] wanted = [.. Rules.Held.Where(held => Points.ContainsKey(held.Net) && held.Net != "SYS_RST").Select(held => held.Net)];
        CollectionAssert.AreEquivalent(wanted, Limits.Where(line => line.When == Held).Select(line => line.Net).ToArray());
        foreach ((string net, string rail) in Rules.Held.Where(held => wanted.Contains(held.Net)))
        {
            LimitLine limit = Limits.Single(line => line.When == Held && line.Net == net);
            bool isLow = limit is { Least: 0, Most: <= 0.3 };
            bool isHigh = limit.Least >= 3 && limit.Most <= Rules.Volts["+3V3"];
            Assert.IsTrue(rail == "GND" ? isLow : isHigh, net);
        }
    }

    [TestMethod]
    public void Earth_has_the_resistance_that_the_sheets_give_it()
    {
        // The resistor is at the terminal, before the choke, which is none for a meter.
        Netlist board = Schematics.Netlist;
        string choke = board.With("Choke").Single().Reference;
        Assert.AreEqual("GND", board.NetOf(choke, "3"));
        double siemens = board.Between("R", "PE", board.NetOf(choke, "4")).Sum(part => 1 / Netlist.Number(part.Value));
        LimitLine limit = Limits.Single(line => line.Unit == "MOhm");
        Assert.IsTrue(1e-6 / siemens > limit.Least && 1e-6 / siemens < limit.Most, $"{1e-6 / siemens} MOhm");
    }

    [TestMethod]
    public void The_jigs_page_has_the_same_limits()
    {
        string[] page = File.ReadAllLines(Path.Combine(Folders.Hardware, "test", "jig.md"));
        foreach (LimitLine limit in Limits.Where(line => line.When.StartsWith("24 V") && line.Net != "USB_RST"))
        {
            string row = page.Single(line => line.Contains($"`{limit.Net}` at TP"));
            string words = FormattableString.Invariant($"{limit.Least:0.##} to {limit.Most:0.##} V");
            string other = FormattableString.Invariant($"{limit.Least:0.0#} to {limit.Most:0.0#} V");
            Assert.IsTrue(row.Contains(words) || row.Contains(other), $"{limit.Net}: {words}");
        }
    }
}
