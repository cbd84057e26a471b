using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Writing;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Every part of the netlist can be soldered: its footprint is in the project's library, has a pad for every pin, and a
/// courtyard.</summary>
[TestClass]
public sealed class FootprintTests
{
    private const string Kicad = "/usr/share/kicad/footprints";
    private const string Collect = "dotnet run --project tools/EdgeGuard.Board -- footprints /usr/share/kicad/footprints hardware/board";

    // By the makers' order numbers, as KiCad's generator of footprints has them.
    private static readonly Dictionary<string, string> Terminals = new() { ["1757255"] = "MSTBA_1x03", ["1757268"] = "MSTBA_1x04" };

    // Sold under one name and drawn under another.
    private static readonly (string Package, string Footprint)[] Renamed =
    [
        ("2410", "Fuse_Littelfuse-NANO2-451_453"),
    ];

    private static FootprintList List => FootprintList.Read(Folders.Footprints);

    [TestMethod]
    public void Every_part_has_one_line_and_every_line_a_part()
    {
        CollectionAssert.AreEquivalent(
            PartList.Read(Folders.Parts).Lines.Select(line => line.Part).ToArray(), List.Lines.Select(line => line.Part).ToArray());
    }

    [TestMethod]
    public void Every_pin_of_the_netlist_has_a_pad()
    {
        Assert.AreEqual("", string.Join('\n', PinsWithoutPads(Schematics.Netlist)));
    }

    [TestMethod]
    public void A_pin_without_a_pad_is_found()
    {
        Netlist board = Schematics.Netlist;
        string diode = board.With("D_Zener").First(part => part.Part == "D zener 12V").Reference;
        string faults = string.Join('\n', PinsWithoutPads(board.Renumbered(diode, "1", "7")));
        Assert.AreEqual($"{diode} has a pin 7 and SOT-23_Diode no such pad", faults);
    }

    [TestMethod]
    public void Every_footprint_has_a_courtyard_and_a_source()
    {
        foreach (FootprintLine line in List.Lines)
        {
            Assert.IsTrue(line.Source.Length > 0, line.Part);
            Assert.IsTrue(Layers(Read(line.Footprint)).Any(layer => layer.EndsWith(".CrtYd")), line.Footprint + " has no courtyard");
        }
    }

    [TestMethod]
    public void The_library_is_what_is_collected_and_drawn_and_nothing_else()
    {
        IReadOnlyDictionary<string, string> files = FootprintCollector.Files(List, Directory.Exists(Kicad) ? Kicad : null);
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(Folders.Board, name);
            Assert.IsTrue(File.Exists(path) && File.ReadAllText(path) == text, $"{name} is not what is collected: {Collect}");
        }
        string folder = Path.Combine(Folders.Board, FootprintCollector.Folder);
        string[] committed = [.. Directory.GetFiles(folder, "*.kicad_mod").Select(path => Path.GetFileName(path))];
        string[] wanted = [.. List.Lines.Select(line => line.Footprint + ".kicad_mod").Distinct()];
        CollectionAssert.AreEquivalent(wanted, committed);
    }

    [TestMethod]
    public void Package_footprint_and_order_number_name_the_same_family_of_terminals()
    {
        PartLine[] parts = [.. PartList.Read(Folders.Parts).Lines];
        Assert.AreEqual("", string.Join('\n', parts.SelectMany(Mixed)));
        Assert.AreEqual(2, parts.Count(part => part.Manufacturer == "Phoenix"));
    }

    [TestMethod]
    public void A_terminal_of_another_family_or_size_is_found()
    {
        PartLine part = PartList.Read(Folders.Parts).Find("J bus");
        Assert.AreEqual("J bus: the package is MSTBVA, the footprint MSTBA", Mixed(part with { Package = "MSTBVA 5.08" }).Single());
        Assert.AreEqual("J bus: 1757255 is MSTBA_1x03, the footprint MSTBA_1x04", Mixed(part with { Number = "1757255" }).Single());
        Assert.AreEqual("J bus: nobody knows 1755749 here", Mixed(part with { Number = "1755749" }).Single());
    }

    [TestMethod]
    public void What_a_package_says_of_size_or_family_is_in_the_footprints_name()
    {
        Assert.AreEqual("", string.Join('\n', PartList.Read(Folders.Parts).Lines.SelectMany(Unlike)));
        PartLine part = PartList.Read(Folders.Parts).Find("C 22u");
        Assert.AreEqual("C 22u: package 0805, footprint C_1210_3225Metric", Unlike(part with { Package = "0805" }).Single());
    }

    [TestMethod]
    public void The_processor_has_38_pads_at_its_edges_and_one_below_it()
    {
        Sexp[] pads = [.. Read("ESP32-WROVER-E").All("pad")];
        string[] numbers = [.. Enumerable.Range(1, 39).Select(i => i.ToString())];
        CollectionAssert.AreEquivalent(numbers, pads.Select(pad => pad.Text()).ToArray());
        double[] left = [.. pads.Select(pad => pad.Find("at")!).Where(at => at.Number() == -8.5).Select(at => at.Number(1)).Order()];
        for (int i = 1; i < left.Length; i++) Assert.AreEqual(1.27, left[i] - left[i - 1], 1e-9);
    }

    // What leads at right angles to the board, MSTBVA, has other pads and another side for its plug.
    private static IEnumerable<string> Mixed(PartLine part)
    {
        if (part.Manufacturer != "Phoenix") yield break;
        string[] footprint = List.Find(part.Part).Footprint.Split('_');
        string family = part.Package.Split(' ')[0];
        if (family != footprint[0]) yield return $"{part.Part}: the package is {family}, the footprint {footprint[0]}";
        string size = footprint[0] + "_" + footprint[1];
        if (!Terminals.TryGetValue(part.Number, out string? sold)) yield return $"{part.Part}: nobody knows {part.Number} here";
        else if (sold != size) yield return $"{part.Part}: {part.Number} is {sold}, the footprint {size}";
    }

    // Sizes of chip parts and names of housings; a word of another kind ("module", "THT") says nothing that could be compared.
    private static IEnumerable<string> Unlike(PartLine part)
    {
        Match size = Regex.Match(part.Package, @"^(\d{4}|(?:SOT|SOIC|TSSOP|SSOP|MSOP|VSSOP|LQFP|HSOP|USON|SMC|MSTBV?A)\b[-\d]*W?)");
        string footprint = List.Find(part.Part).Footprint;
        bool isAlike = !size.Success || Renamed.Contains((size.Value, footprint))
            || footprint.Split('_').Any(word => word.StartsWith(size.Value));
        if (!isAlike) yield return $"{part.Part}: package {size.Value}, footprint {footprint}";
    }

    private static IEnumerable<string> PinsWithoutPads(Netlist board)
    {
        FootprintList list = List;
        foreach ((string reference, string pin) in board.Pins())
        {
            string footprint = list.Find(board.Parts[reference].Part).Footprint;
            bool isThere = Read(footprint).All("pad").Any(pad => pad.Text() == pin);
            if (!isThere) yield return $"{reference} has a pin {pin} and {footprint} no such pad";
        }
    }

    private static IEnumerable<string> Layers(Sexp footprint)
    {
        return footprint.Items.OfType<Sexp>().Select(item => item.Find("layer")).OfType<Sexp>().Select(layer => layer.Text());
    }

    private static Sexp Read(string footprint)
    {
        return NodeReader.Read(File.ReadAllText(Path.Combine(Folders.Board, FootprintCollector.FileOf(footprint))));
    }
}
