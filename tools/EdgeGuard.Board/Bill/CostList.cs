using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Board.Bill;

/// <summary>hardware/cost.csv.</summary>
public static class CostList
{
    private const string Head = "part,number,pieces,price,source,date";

    /// <summary>Reads it. A line with another number of cells is a mistake, and named.</summary>
    public static IReadOnlyList<CostLine> Read(string path)
    {
        return [.. TableFile.Read(path, Head).Select(Of)];
    }

    /// <summary>What a module costs: its parts, and the rest one by one.</summary>
    public static void Print(IReadOnlyList<CostLine> lines, PartList parts, TextWriter output)
    {
        HashSet<string> onBoard = [.. parts.Lines.Select(part => part.Part)];
        Print(output, "parts on the board", lines.Where(line => onBoard.Contains(line.Part)).Sum(line => line.Cost));
        foreach (CostLine line in lines.Where(line => !onBoard.Contains(line.Part))) Print(output, line.Part, line.Cost);
        Print(output, "a module", lines.Sum(line => line.Cost));
        output.WriteLine($"{lines.Count(line => line.Source == "estimate")} of {lines.Count} prices are estimates");
    }

    private static void Print(TextWriter output, string what, double cost)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-20} {cost,8:0.00} EUR"));
    }

    private static CostLine Of(string[] cells)
    {
        return new CostLine(cells[0], cells[1], (int)Cells.Number(cells[2]), Cells.Number(cells[3]), cells[4], cells[5]);
    }
}
