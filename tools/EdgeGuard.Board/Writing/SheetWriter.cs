using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Writing;

/// <summary>A sheet as KiCad 9 reads and writes it.</summary>
internal sealed class SheetWriter
{
    private readonly Sheet _sheet;
    private readonly string _path;
    private readonly FootprintList _footprints;

    /// <param name="sheet">Drawn.</param>
    /// <param name="path">Of the sheet below the root, as KiCad names it.</param>
    /// <param name="footprints">What its parts are soldered to.</param>
    internal SheetWriter(Sheet sheet, string path, FootprintList footprints)
    {
        _footprints = footprints;
        _sheet = sheet;
        _path = path;
    }

    /// <summary>The head of every schematic file.</summary>
    internal static Node Head(string id, string title, string paper = "A4")
    {
        return new Node(
            "kicad_sch", new Node("version", 20250114), new Node("generator", "EdgeGuard.Board"), new Node("generator_version", "9.0"),
            new Node("uuid", id), new Node("paper", paper),
            new Node(
                "title_block", new Node("title", title), new Node("rev", "A"), new Node("company", "EdgeGuard"),
                new Node("comment", 1, "Drawn by tools/EdgeGuard.Board: change its Sheets"),
                new Node("comment", 2, "CERN-OHL-P-2.0. No board has been built of this")));
    }

    internal Node Write()
    {
        Node file = Head(Ids.Of("file", _sheet.Name), _sheet.Title);
        file.Add(Symbols());
        file.Add(_sheet.Notes.Select(note => Text(note.Text, note.At)));
        file.Add(Junctions.Of(_sheet).Select(Junction));
        file.Add(_sheet.Opens.Select(Open));
        file.Add(_sheet.Wires.Select(Line));
        file.Add(_sheet.Labels.Select(Label));
        file.Add(_sheet.Drawn.Select(Place));
        return file.Add(new Node("embedded_fonts", Node.No));
    }

    internal static Node Text(string text, Point at)
    {
        return new Node(
            "text", text, new Node("exclude_from_sim", Node.No), Marks.At(at, 0), Marks.Effects(false, "left top"), Marks.Id("text", text));
    }

    private Node Symbols()
    {
        IEnumerable<Symbol> used = _sheet.Drawn.Select(part => part.Symbol).Distinct()
            .OrderBy(symbol => symbol.Name, System.StringComparer.Ordinal);
        return new Node("lib_symbols").Add(used.Select(symbol => SymbolWriter.Write(symbol, Project.LibraryPrefix)));
    }

    private Node Junction(Point at)
    {
        return new Node("junction", new Node("at", at.X * Marks.Step, at.Y * Marks.Step), new Node("diameter", 0),
            new Node("color", 0, 0, 0, 0), Id("junction", at));
    }

    private Node Open(Point at)
    {
        return new Node("no_connect", new Node("at", at.X * Marks.Step, at.Y * Marks.Step), Id("open", at));
    }

    private Node Line(Wire wire)
    {
        return new Node("wire", new Node("pts", Xy(wire.From), Xy(wire.To)), Marks.Stroke(), Id("wire", wire.From, wire.To));
    }

    private Node Label(NetLabel label)
    {
        (int angle, string justify) = label.Way switch
        {
            Direction.Right => (0, "left"),
            Direction.Up => (90, "left"),
            Direction.Left => (180, "right"),
            _ => (270, "right"),
        };
        return new Node(
            "global_label", label.Net, new Node("shape", new Node.Bare("passive")), Marks.At(label.At, angle),
                Marks.Effects(false, justify), Id("label", label.At));
    }

    private Node Place(Part part)
    {
        bool isPart = part.Line != null;
        var node = new Node(
            "symbol", new Node("lib_id", Project.LibraryPrefix + part.Symbol.Name), Marks.At(part.At, 90 * part.Quarters),
                new Node("unit", 1),
            new Node("exclude_from_sim", Node.No), new Node("in_bom", isPart ? Node.Yes : Node.No), new Node("on_board", Node.Yes),
            new Node("dnp", Node.No), Marks.Id(_sheet.Name, part.Reference));
        node.Add(Properties(part));
        node.Add(part.Symbol.Pins.Select(pin => new Node("pin", pin.Number, Marks.Id(_sheet.Name, part.Reference, pin.Number))));
        return node.Add(new Node(
            "instances", new Node("project", Project.Name,
                new Node("path", _path, new Node("reference", part.Reference), new Node("unit", 1)))));
    }

    private IEnumerable<Node> Properties(Part part)
    {
        Word[] shown = [.. Fields.Of(part)];
        string value = part.Line?.Value ?? part.Symbol.Name;
        yield return Property(part, "Reference", part.Reference, part.Line == null ? null : shown[0]);
        yield return Property(part, "Value", value, shown.Length == 0 ? null : shown[^1]);
        string footprint = part.Line == null ? "" : Project.LibraryPrefix + _footprints.Find(part.Line.Part).Footprint;
        yield return Property(part, "Footprint", footprint, null);
        yield return Property(part, "Datasheet", "", null);
        if (part.Line == null) yield break;
        yield return Property(part, "Part", part.Line.Part, null);
        yield return Property(part, "Manufacturer", part.Line.Manufacturer, null);
        yield return Property(part, "Number", part.Line.Number, null);
    }

    // A field turns with its symbol: so that it is read level, it is turned back.
    private static Node Property(Part part, string name, string value, Word? shown)
    {
        int angle = part.Quarters % 2 == 0 ? 0 : 90;
        Node at = shown == null ? Marks.At(part.At, angle) : Marks.At(shown.X, shown.Y, angle);
        return new Node("property", name, value, at, Marks.Effects(shown == null));
    }

    private static Node Xy(Point at)
    {
        return new Node("xy", at.X * Marks.Step, at.Y * Marks.Step);
    }

    private Node Id(string kind, params Point[] places)
    {
        IEnumerable<string> words = places.Select(at => at.X.ToString(CultureInfo.InvariantCulture) + " "
            + at.Y.ToString(CultureInfo.InvariantCulture));
        return Marks.Id([_sheet.Name, kind, .. words]);
    }
}
