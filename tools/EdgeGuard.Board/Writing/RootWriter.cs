using System.Collections.Generic;
using System.Globalization;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Sheets;

namespace EdgeGuard.Board.Writing;

/// <summary>The first sheet: the block diagram, each block a sheet.</summary>
internal static class RootWriter
{
    private static readonly string Id = Ids.Of("root");

    internal static string FileOf(Sheet sheet)
    {
        return sheet.Name + ".kicad_sch";
    }

    internal static string PathOf(Sheet sheet)
    {
        return "/" + Id + "/" + Ids.Of("sheet", sheet.Name);
    }

    internal static Node Write(IReadOnlyList<Sheet> sheets)
    {
        Node file = SheetWriter.Head(Id, "EdgeGuard, Esp32Wrover: the module's own board");
        file.Add(new Node("lib_symbols"));
        foreach ((string text, Point at) in Blocks.Notes) file.Add(SheetWriter.Text(text, at));
        foreach (Wire line in Blocks.Lines) file.Add(Line(line));
        for (int i = 0; i < sheets.Count; i++) file.Add(Block(sheets[i], Blocks.Of(sheets[i].Name), i + 2));
        file.Add(new Node("sheet_instances", new Node("path", "/", new Node("page", "1"))));
        return file.Add(new Node("embedded_fonts", Node.No));
    }

    private static Node Line(Wire line)
    {
        return new Node(
            "polyline", new Node("pts", Xy(line.From), Xy(line.To)), Marks.Stroke(0.3),
            Marks.Id("root", line.From.ToString(), line.To.ToString()));
    }

    private static Node Xy(Point at)
    {
        return new Node("xy", at.X * Marks.Step, at.Y * Marks.Step);
    }

    private static Node Block(Sheet sheet, Area area, int page)
    {
        return new Node(
            "sheet", new Node("at", area.Left * Marks.Step, area.Top * Marks.Step),
                new Node("size", (area.Right - area.Left) * Marks.Step, (area.Bottom - area.Top) * Marks.Step),
            new Node("exclude_from_sim", Node.No), new Node("in_bom", Node.Yes), new Node("on_board", Node.Yes), new Node("dnp", Node.No),
            Marks.Stroke(0.2), new Node("fill", new Node("color", 255, 255, 194, 1)), new Node("uuid", Ids.Of("sheet", sheet.Name)),
            Property("Sheetname", sheet.Name, area.Left, area.Top - 0.8, "left bottom"),
                Property("Sheetfile", FileOf(sheet), area.Left, area.Bottom + 0.6, "left top"),
            new Node("instances", new Node("project", Project.Name,
                new Node("path", "/" + Id, new Node("page", page.ToString(CultureInfo.InvariantCulture))))));
    }

    private static Node Property(string name, string value, double x, double y, string justify)
    {
        return new Node("property", name, value, Marks.At(x, y, 0), Marks.Effects(false, justify));
    }
}
