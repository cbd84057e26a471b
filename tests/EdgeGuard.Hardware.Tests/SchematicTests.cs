using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Sheets;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The committed schematic is what the sheets draw, can be read, and passes KiCad's own rules.</summary>
[TestClass]
public sealed class SchematicTests
{
    private const string Redraw = "dotnet run --project tools/EdgeGuard.Board -- draw hardware/board/parts.csv hardware/board";

    [TestMethod]
    public void The_committed_files_are_those_that_the_sheets_draw()
    {
        IReadOnlyList<Sheet> sheets = Sheets(out Library library);
        var footprints = FootprintList.Read(Folders.Footprints);
        foreach ((string name, string text) in Project.Files(sheets, library, footprints, DomainList.Read(Folders.Board)))
        {
            string path = Path.Combine(Folders.Board, name);
            Assert.IsTrue(File.Exists(path) && File.ReadAllText(path) == text, $"{name} is not what is drawn: {Redraw}");
        }
    }

    [TestMethod]
    public void No_text_is_on_another_one_and_no_wire_goes_through_a_part()
    {
        Assert.AreEqual("", string.Join('\n', Sheets(out _).SelectMany(Legibility.Troubles)));
    }

    [TestMethod]
    public void What_cannot_be_read_is_found()
    {
        var sheet = new Sheet(1, "sample", "A sample", new Library(Chips.All), PartList.Read(Folders.Parts));
        Part first = sheet.Place("R 10k", 20, 20);
        sheet.Place("R 10k", 21, 21);
        sheet.From(new Point(10, 20), Direction.Right).Right(20);
        sheet.From(new Point(15, 20), Direction.Down).Down(2);
        string troubles = string.Join('\n', Legibility.Troubles(sheet));
        StringAssert.Contains(troubles, $"{first.Reference} is on R102");
        StringAssert.Contains(troubles, $"goes through {first.Reference}");
        StringAssert.Contains(troubles, "something ends at");
    }

    [TestMethod]
    public void Kicads_own_rule_check_finds_nothing()
    {
        string report = Path.GetTempFileName();
        Run run = Run.Of(
            Schematics.Kicad, Folders.Board, "sch", "erc", "--severity-all", "--exit-code-violations", "-o", report, "edgeguard.kicad_sch");
        Assert.AreEqual(0, run.ExitCode, File.ReadAllText(report));
        File.Delete(report);
    }

    [TestMethod]
    public void Every_part_has_a_maker_a_number_an_alternative_a_package_and_a_rating_and_is_used()
    {
        PartList parts = PartList.Read(Folders.Parts);
        foreach (PartLine line in parts.Lines)
        {
            string[] cells = [line.Value, line.Manufacturer, line.Number, line.Alternative, line.Package, line.Rating];
            Assert.IsTrue(cells.All(cell => cell.Trim().Length > 0), line.Part);
        }
        IEnumerable<string> used = Sheets(out _).SelectMany(sheet => sheet.Drawn).Select(part => part.Line?.Part).OfType<string>()
            .Distinct();
        CollectionAssert.AreEquivalent(parts.Lines.Select(line => line.Part).ToArray(), used.ToArray());
    }

    private static IReadOnlyList<Sheet> Sheets(out Library library)
    {
        return Schematic.Draw(PartList.Read(Folders.Parts), out library);
    }
}
