using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A line of hardware/board/heat.csv: an estimate, not a measurement.</summary>
/// <param name="Part">On the board.</param>
/// <param name="Watts">With both networks, both buses and the relays.</param>
/// <param name="Rise">Kelvin a watt above the air in the case; 0 where the maker limits the air.</param>
/// <param name="Limit">Degrees.</param>
internal sealed record Heat(string Part, double Watts, double Rise, double Limit)
{
    internal const double Around = 70;

    // A closed plastic case stands in still air: convection and radiation of its six faces, 115 x 100 x 45 mm.
    private const double WattsPerSquareMetreKelvin = 8;
    private const double SquareMetres = 2 * (0.115 * 0.1 + 0.115 * 0.045 + 0.1 * 0.045);

    internal static IReadOnlyList<Heat> Read()
    {
        return [.. File.ReadLines(Path.Combine(Folders.Board, "heat.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => new Heat(cells[0], Cells.Number(cells[1]), Cells.Number(cells[2]), Cells.Number(cells[3])))];
    }

    /// <summary>Kelvin by which the air in the case is above that around it.</summary>
    internal static double AboveOutside(IReadOnlyList<Heat> parts)
    {
        return parts.Sum(part => part.Watts) / (WattsPerSquareMetreKelvin * SquareMetres);
    }

    /// <summary>Which parts get above their limit.</summary>
    internal static IEnumerable<string> Faults(IReadOnlyList<Heat> parts)
    {
        double air = Around + AboveOutside(parts);
        return parts.Where(part => air + part.Watts * part.Rise > part.Limit)
            .Select(part => $"{part.Part} gets to {air + part.Watts * part.Rise:0} degrees of {part.Limit}");
    }
}
