using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What hardware/outputs makes is whole: every layer has something on it, every part is in the lists.</summary>
[TestClass]
public sealed partial class OutputTests
{
    private static readonly string[] Layers =
    [
        "F_Cu.gtl", "In1_Cu.g1", "In2_Cu.g2", "B_Cu.gbl", "F_Paste.gtp", "B_Paste.gbp", "F_Silkscreen.gto", "B_Silkscreen.gbo",
        "F_Mask.gts", "B_Mask.gbs", "Edge_Cuts.gm1",
    ];

    private static readonly Lazy<string> Folder = new(Make);

    [ClassCleanup]
    public static void Remove()
    {
        if (Folder.IsValueCreated) Directory.Delete(Folder.Value, true);
    }

    [TestMethod]
    public void Every_layer_is_there_and_has_something_on_it()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Folder.Value, "gerber"), "*.g*").Select(path => Path.GetFileName(path))];
        foreach (string layer in Layers)
        {
            CollectionAssert.Contains(files, "edgeguard-" + layer, string.Join(' ', files));
            Assert.IsTrue(Strokes(Text("gerber/edgeguard-" + layer)) > 0, layer + " is empty");
        }
    }

    [TestMethod]
    public void A_layer_with_nothing_on_it_is_found()
    {
        string layer = Text("gerber/edgeguard-F_Cu.gtl");
        Assert.AreEqual(0, Strokes(Stroke().Replace(layer, "")));
    }

    [TestMethod]
    public void As_many_holes_are_drilled_as_the_board_has()
    {
        string board = File.ReadAllText(BoardFile.Location);
        int holes = Regex.Count(board, @"\(pad ""[^""]*"" (thru_hole|np_thru_hole) ") + Regex.Count(board, @"\n\t\(via\n");
        string[] drills = [Text("gerber/edgeguard-PTH.drl"), Text("gerber/edgeguard-NPTH.drl")];
        Assert.AreEqual(holes, drills.Sum(text => Regex.Count(text, @"^X[-\d.]+Y", RegexOptions.Multiline)));
    }

    [TestMethod]
    public void Every_part_is_placed_where_the_table_has_it()
    {
        Dictionary<string, string[]> lines = Text("placement.csv").Split('\n').Skip(1).Where(line => line.Length > 0)
            .Select(line => line.Split(',')).ToDictionary(cells => cells[0].Trim('"'));
        string[][] table = [.. File.ReadLines(Path.Combine(Folders.Board, "placement.csv")).Skip(1).Select(line => line.Split(','))];
        foreach (string[] cells in table)
        {
            Assert.IsTrue(lines.TryGetValue(cells[0], out string[]? line), cells[0] + " is not placed");
            Assert.AreEqual(cells[4] == "F" ? "top" : "bottom", line[^1].Trim('"', '\r'), cells[0]);
        }
        Assert.AreEqual(table.Length, lines.Count);
    }

    [TestMethod]
    public void Every_part_is_on_the_bill()
    {
        string bill = Text("bom.csv");
        IEnumerable<string> cells = bill.Split('\n').Skip(1).Select(line => line.Split("\",\"")[0]);
        string[] parts = [.. cells.SelectMany(cell => Reference().Matches(cell)).Select(match => match.Value)];
        CollectionAssert.AreEquivalent(Schematics.Netlist.Parts.Keys.ToArray(), parts);
        StringAssert.Contains(bill, "ESP32-WROVER-E-N16R8");
    }

    [TestMethod]
    [DataRow("edgeguard.step", "ISO-10303-21;")]
    [DataRow("edgeguard.d356", "P  CODE")]
    [DataRow("schematic.pdf", "%PDF")]
    [DataRow("assembly-top.pdf", "%PDF")]
    [DataRow("assembly-bottom.pdf", "%PDF")]
    [DataRow("parts.html", "<!doctype html>")]
    [DataRow("top.png", "PNG")]
    [DataRow("bottom.png", "PNG")]
    public void And_there_are(string file, string beginning)
    {
        string text = Text(file);
        Assert.IsTrue(text.Length > 10_000, $"{file} has {text.Length} characters");
        StringAssert.Contains(text[..200], beginning, file);
    }

    private static int Strokes(string layer)
    {
        return Stroke().Count(layer);
    }

    private static string Text(string file)
    {
        return File.ReadAllText(Path.Combine(Folder.Value, file));
    }

    private static string Make()
    {
        _ = Schematics.Kicad;
        string folder = Directory.CreateTempSubdirectory("edgeguard-outputs").FullName;
        Run run = Run.Of(Path.Combine(Folders.Hardware, "outputs"), Folders.Hardware, folder);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        return folder;
    }

    // Drawn or flashed with the light on: D01 and D03.
    [GeneratedRegex(@"^X[-\d]+Y[-\d]+(I[-\d]+J[-\d]+)?D0[13]\*$", RegexOptions.Multiline)]
    private static partial Regex Stroke();

    [GeneratedRegex(@"[A-Z]+\d+")]
    private static partial Regex Reference();
}
