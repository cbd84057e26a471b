using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Board.Bill;

/// <summary>The bill as a page for whoever assembles or mends a board: both faces, and a table whose rows mark their parts. It is whole in
/// itself and asks no host for anything.</summary>
public static class BoardPage
{
    /// <summary>The page for a board's file.</summary>
    public static string Of(Node board)
    {
        Node[] parts = [.. board.All("footprint").Where(part => Property(part, "Number") != "")];
        var page = new StringBuilder(Head);
        Face(page, board, parts, "F.Cu", "upper face", "");
        Face(page, board, parts, "B.Cu", "lower face, as one sees it", " transform=\"translate(115 0) scale(-1 1)\"");
        page.Append("</div>\n<table><thead><tr><th>pieces<th>value<th>maker<th>number<th>parts</thead><tbody>\n");
        IEnumerable<IGrouping<string, Node>> groups = parts.GroupBy(part => Property(part, "Part"))
            .OrderBy(group => Kind(group.First())).ThenBy(group => group.Key, System.StringComparer.Ordinal);
        foreach (IGrouping<string, Node> group in groups) Row(page, [.. group]);
        return page.Append("</tbody></table>\n").Append(Script).ToString();
    }

    private static void Row(StringBuilder page, IReadOnlyList<Node> parts)
    {
        Node first = parts[0];
        IEnumerable<string> names = parts.Select(part => Property(part, "Reference")).OrderBy(name => name.Length)
            .ThenBy(name => name, System.StringComparer.Ordinal);
        page.Append("<tr tabindex=\"0\"><td>").Append(parts.Count);
        foreach (string name in (string[])["Value", "Manufacturer", "Number"])
        {
            page.Append("<td>").Append(WebUtility.HtmlEncode(Property(first, name)));
        }
        page.Append("<td>").AppendJoin(' ', names.Select(name => $"<b>{name}</b>")).Append("</tr>\n");
    }

    private static void Face(StringBuilder page, Node board, Node[] parts, string layer, string title, string turn)
    {
        page.Append($"<figure><figcaption>{title}</figcaption><svg viewBox=\"-2 -2 119 104\"><g{turn}>\n");
        foreach (Node edge in board.All("gr_line").Where(line => line.Find("layer")!.Text() == "Edge.Cuts")) Line(page, edge);
        foreach (Node part in parts.Where(part => part.Find("layer")!.Text() == layer)) Draw(page, part);
        page.Append("</g></svg></figure>\n");
    }

    // KiCad turns counter-clockwise as one sees it, SVG clockwise; a pad's own turn counts from the board and not from its part.
    private static void Draw(StringBuilder page, Node part)
    {
        Node at = part.Find("at")!;
        double turn = Turn(at);
        page.Append($"<g data-part=\"{Property(part, "Reference")}\" transform=\"translate({Text(at.Number())} {Text(at.Number(1))}) ")
            .Append($"rotate({Text(-turn)})\"><title>{Property(part, "Reference")}</title>");
        foreach (Node pad in part.All("pad")) Pad(page, pad, turn);
        foreach (Node line in Outline(part, "fp_line")) Line(page, line);
        foreach (Node rectangle in Outline(part, "fp_rect")) Rectangle(page, rectangle);
        foreach (Node polygon in Outline(part, "fp_poly"))
        {
            string corners = string.Join('L', polygon.Find("pts")!.All("xy").Select(at => $"{Text(at.Number())} {Text(at.Number(1))}"));
            page.Append($"<path d=\"M{corners}Z\"/>");
        }
        page.Append("</g>\n");
    }

    private static void Pad(StringBuilder page, Node pad, double turn)
    {
        Node at = pad.Find("at")!, size = pad.Find("size")!;
        double wide = size.Number(), high = size.Number(1);
        string first = pad.Text() == "1" ? " class=\"first\"" : "";
        page.Append($"<rect{first} x=\"{Text(-wide / 2)}\" y=\"{Text(-high / 2)}\" width=\"{Text(wide)}\" height=\"{Text(high)}\" ")
            .Append($"transform=\"translate({Text(at.Number())} {Text(at.Number(1))}) rotate({Text(turn - Turn(at))})\"/>");
    }

    private static void Line(StringBuilder page, Node line)
    {
        Node from = line.Find("start")!, to = line.Find("end")!;
        page.Append($"<path d=\"M{Text(from.Number())} {Text(from.Number(1))}L{Text(to.Number())} {Text(to.Number(1))}\"/>");
    }

    private static void Rectangle(StringBuilder page, Node rectangle)
    {
        Node from = rectangle.Find("start")!, to = rectangle.Find("end")!;
        page.Append($"<path d=\"M{Text(from.Number())} {Text(from.Number(1))}H{Text(to.Number())}V{Text(to.Number(1))}")
            .Append($"H{Text(from.Number())}Z\"/>");
    }

    private static IEnumerable<Node> Outline(Node part, string word)
    {
        return part.All(word).Where(line => line.Find("layer")!.Text().EndsWith(".Fab"));
    }

    private static double Turn(Node at)
    {
        return at.Items.Count > 2 ? at.Number(2) : 0;
    }

    private static string Kind(Node part)
    {
        return new string([.. Property(part, "Reference").TakeWhile(char.IsLetter)]);
    }

    private static string Property(Node part, string name)
    {
        return part.All("property").FirstOrDefault(property => property.Items[0] is string && property.Text() == name)?.Text(1) ?? "";
    }

    private static string Text(double number)
    {
        return number.ToString("0.###", CultureInfo.InvariantCulture);
    }

    private const string Head = """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>EdgeGuard Esp32Wrover: parts</title>
        <style>
        body{font:14px sans-serif;margin:1em;color:#222;background:#fff}
        #faces{display:flex;flex-wrap:wrap;gap:1em;position:sticky;top:0;background:#fff}
        figure{margin:0;flex:1 1 22em;max-width:44em}
        svg{width:100%;max-height:55vh;background:#f4f4f0}
        path{stroke:#777;stroke-width:.15;fill:none}
        rect{fill:#c9a13a}
        .first{fill:#3a7bc9}
        .on rect{fill:#d00}.on path{stroke:#d00;stroke-width:.5}
        svg g[data-part]{cursor:pointer}
        table{border-collapse:collapse;width:100%}
        td,th{border-bottom:1px solid #ccc;padding:.2em .5em;text-align:left;vertical-align:top}
        b{font-weight:normal}
        tr.on{background:#fdd}tr[tabindex]{cursor:pointer}
        input{font:inherit;padding:.3em;width:20em;margin:.5em 0}
        @media print{#faces{position:static}input{display:none}}
        </style>
        <h1>EdgeGuard Esp32Wrover: parts</h1>
        <p>Blue is each part's pad 1.
        <p><input type="search" placeholder="value, number or part" aria-label="filter">
        <div id="faces">

        """;

    private const string Script = """
        <script>
        const rows = [...document.querySelectorAll("tbody tr")], drawn = [...document.querySelectorAll("[data-part]")];
        const names = row => [...row.querySelectorAll("b")].map(name => name.textContent);
        function mark(row) {
            const parts = row && !row.classList.contains("on") ? names(row) : [];
            for (const other of rows) other.classList.toggle("on", other === row && parts.length > 0);
            for (const part of drawn) part.classList.toggle("on", parts.includes(part.dataset.part));
        }
        for (const row of rows) {
            row.addEventListener("click", () => mark(row));
            row.addEventListener("keydown", event => { if (event.key === "Enter") mark(row); });
        }
        for (const part of drawn) {
            part.addEventListener("click", () => {
                const row = rows.find(row => names(row).includes(part.dataset.part));
                mark(row);
                row.scrollIntoView({ block: "nearest" });
            });
        }
        document.querySelector("input").addEventListener("input", event => {
            const wanted = event.target.value.toLowerCase();
            for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
        });
        </script>

        """;
}
