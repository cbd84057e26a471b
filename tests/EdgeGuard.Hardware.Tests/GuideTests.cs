using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeGuard.Board.Wiring;
using EdgeGuard.Core;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What guides and lists say of the board is what the schematic and the panel's code have.</summary>
[TestClass]
public sealed partial class GuideTests
{
    private const string Rewire = "dotnet run --project tools/EdgeGuard.Board -- wire hardware/install";

    // The columns of the guide's table of lights, and each state with a word that tells it there.
    private static readonly string[] Patterns = ["steady", "slow", "fast", "flash"];

    private static readonly (PanelState State, bool IsBypassed, bool IsOpen, Lights Light, string Word)[] Shown =
    [
        (PanelState.Starting, false, false, Lights.Green, "starting"), (PanelState.Guarding, false, false, Lights.Green, "guarding"),
        (PanelState.Guarding | PanelState.Attention, false, false, Lights.Amber, "observe"),
        (PanelState.Guarding | PanelState.NoPlc, false, false, Lights.Amber, "PLC"),
        (PanelState.Guarding | PanelState.NoBroker, false, false, Lights.Amber, "broker"),
        (PanelState.None, false, false, Lights.Red, "nothing in force"), (PanelState.Fault, false, false, Lights.Red, "fault"),
        (PanelState.Guarding, true, false, Lights.Red, "bypassed"), (PanelState.Guarding, false, true, Lights.Red, "case"),
    ];

    private static string Install { get; } = Path.Combine(Folders.Hardware, "install");

    private static string FirstArticle { get; } = File.ReadAllText(Path.Combine(Folders.Hardware, "test", "first-article.md"));

    [TestMethod]
    public void The_committed_drawings_are_those_that_are_drawn_and_each_is_on_a_page()
    {
        string[] pages = [.. Directory.EnumerateFiles(Folders.Hardware, "*.md", SearchOption.AllDirectories).Select(File.ReadAllText)];
        foreach ((string name, string text) in Drawings.All())
        {
            string path = Path.Combine(Install, name);
            Assert.IsTrue(File.Exists(path) && File.ReadAllText(path) == text, $"{name} is not what is drawn: {Rewire}");
            Assert.AreEqual("svg", XDocument.Parse(text).Root!.Name.LocalName);
            Assert.IsTrue(pages.Any(page => page.Contains($"{name})", StringComparison.Ordinal)), name + " is on no page");
        }
    }

    [TestMethod]
    public void No_text_of_a_drawing_leaves_its_paper()
    {
        foreach ((string name, string text) in Drawings.All())
        {
            XElement drawing = XDocument.Parse(text).Root!;
            double width = double.Parse(((string)drawing.Attribute("viewBox")!).Split(' ')[2]);
            foreach (XElement word in drawing.Elements().Where(element => element.Name.LocalName == "text"))
            {
                // A letter of 3 mm is 1.75 mm wide at the most where most are narrower.
                double half = word.Value.Length * 1.75 / 2;
                double at = (double)word.Attribute("x")!;
                double middle = (string)word.Attribute("text-anchor")! switch { "start" => at + half, "end" => at - half, _ => at };
                Assert.IsTrue(middle - half >= 0 && middle + half <= width, $"{name}: {word.Value}");
            }
        }
    }

    [TestMethod]
    public void Every_terminal_is_where_the_schematic_has_it()
    {
        Assert.AreEqual("", string.Join('\n', Misplaced(Schematics.Netlist)));
    }

    [TestMethod]
    public void A_terminal_that_was_exchanged_is_found()
    {
        Netlist board = Schematics.Netlist;
        string bus = board.On("TERM1_A").Single(node => node.Reference[0] == 'J').Reference;
        StringAssert.Contains(string.Join('\n', Misplaced(board.Moved(bus, "1", "TERM1_B"))), "BUS 1: pin 1 is not at TERM1_A");
    }

    [TestMethod]
    public void Every_measuring_point_is_on_the_board()
    {
        MatchCollection points = Point().Matches(FirstArticle);
        Assert.IsGreaterThan(50, points.Count);
        Netlist board = Schematics.Netlist;
        foreach (Match point in points)
        {
            (string net, string part) = (point.Groups[1].Value, point.Groups[2].Value);
            Assert.IsTrue(board.On(net).Any(node => node.Reference == part), $"{net} is not at {part}");
        }
    }

    [TestMethod]
    public void Every_supply_reset_strap_and_barrier_is_measured()
    {
        string[] measured = [.. Point().Matches(FirstArticle).Select(point => point.Groups[1].Value)];
        string[] wanted =
        [
            "+24V", "+5V", "+3V3", "+3V3E", "+3V3P", "+3V3U", "VBUS", "VISO1", "VISO2", "SYS_RST", "ETH_CLK", "ETH_RST", "CONSOLE_TX",
            "PANEL_CS", "PLC_CS", "WATCHDOG", "RELAY", "KEY_COIL", "BUS_DE", "BUS2_DE", "GND", "GNDI1", "GNDI2", "GNDU", "PE",
        ];
        Assert.AreEqual("", string.Join(' ', wanted.Except(measured)));
    }

    [TestMethod]
    public void The_table_of_lights_is_what_the_panels_code_shows()
    {
        string[] table = Lines("## 3 Lights");
        var said = new Dictionary<(string, string), string>();
        foreach (string[] row in table.Skip(2).Select(line => line.Split('|')))
        {
            for (int i = 0; i < Patterns.Length; i++) said[(row[1].Trim(), Patterns[i])] = row[2 + i].Trim();
        }
        foreach ((PanelState state, bool isBypassed, bool isOpen, Lights light, string word) in Shown)
        {
            string key = light.ToString().ToLowerInvariant();
            string pattern = PatternOf(now => (LightPattern.Of(state, isBypassed, isOpen, now) & light) != 0);
            StringAssert.Contains(said[(key, pattern)], word, $"{key} {pattern}");
        }
        // Nothing is told that no state shows.
        Assert.AreEqual(Shown.Select(one => one.Light).Distinct().Count(), said.Keys.Select(key => key.Item1).Distinct().Count());
        Assert.AreEqual(8, said.Values.Count(cell => cell.Length > 0));
    }

    private static IEnumerable<string> Misplaced(Netlist board)
    {
        foreach (IGrouping<string, Terminal> connector in Terminals.All.GroupBy(terminal => terminal.Connector))
        {
            Component[] fitting = [.. board.With(connector.First().Symbol).Where(part => Fits(board, part.Reference, connector))];
            if (fitting.Length == 1) continue;
            Component[] near = [.. board.With(connector.First().Symbol).OrderByDescending(part => connector.Count(
                terminal => IsAt(board, part.Reference, terminal)))];
            foreach (Terminal terminal in connector.Where(terminal => !IsAt(board, near[0].Reference, terminal)))
            {
                yield return $"{terminal.Connector}: pin {terminal.Pin} is not at {terminal.At}";
            }
        }
    }

    private static bool Fits(Netlist board, string reference, IEnumerable<Terminal> terminals)
    {
        return terminals.All(terminal => IsAt(board, reference, terminal));
    }

    private static bool IsAt(Netlist board, string reference, Terminal terminal)
    {
        string net = board.NetOf(reference, terminal.Pin);
        return net == terminal.At || board.On(net).Any(node => board.Parts[node.Reference].Symbol == terminal.At);
    }

    // By how often it changes in two seconds, and how long it is on.
    private static string PatternOf(Func<long, bool> isOn)
    {
        bool[] lit = [.. Enumerable.Range(0, 2_000).Select(ms => isOn(ms))];
        int changes = Enumerable.Range(1, lit.Length - 1).Count(i => lit[i] != lit[i - 1]);
        int on = lit.Count(one => one);
        return (changes, on) switch
        {
            (0, 2_000) => "steady",
            (3, 1_000) => "slow",
            (15, 1_000) => "fast",
            (1, <= 200) => "flash",
            _ => $"{changes} changes, {on} ms on",
        };
    }

    private static string[] Lines(string heading)
    {
        string page = File.ReadAllText(Path.Combine(Install, "README.md"));
        string section = page.Split(heading + "\n")[1].Split("\n## ")[0];
        return [.. section.Split('\n').Where(line => line.StartsWith('|'))];
    }

    [GeneratedRegex(@"`((?:\+|[A-Z]|Net-\()[^`]*)`(?: \(to [^)]*\))? at ([A-Z]+[0-9]+)")]
    private static partial Regex Point();
}
