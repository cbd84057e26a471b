using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Parts;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Whether each part of parts.csv bears the air in the case while it is -40 to 70 degrees around it. What a chip's own heat does
/// to it is <see cref="Heat"/>'s; a coil's range is that of the coil itself, so its own heat is added here.</summary>
internal static class Temperature
{
    private const double Coldest = -40;

    /// <summary>One line for each part that does not bear it, beginning with its name.</summary>
    /// <param name="parts">Of parts.csv.</param>
    /// <param name="heat">Of heat.csv.</param>
    /// <param name="coils">The parts of heat.csv that are coils: what parts.csv calls each.</param>
    internal static IEnumerable<string> Faults(
        IEnumerable<PartLine> parts, IReadOnlyList<Heat> heat, IReadOnlyDictionary<string, string> coils)
    {
        double air = Heat.Around + Heat.AboveOutside(heat);
        ILookup<string, double> own = heat.Where(line => coils.ContainsKey(line.Part))
            .ToLookup(line => coils[line.Part], line => line.Watts * line.Rise);
        foreach (PartLine part in parts)
        {
            double warmest = air + own[part.Part].DefaultIfEmpty().Max();
            bool isBorne = part.CelsiusMin <= Coldest && part.CelsiusMax >= warmest;
            if (isBorne) continue;
            yield return $"{part.Part}: {part.Number} bears {part.CelsiusMin} to {part.CelsiusMax}, not {Coldest} to {warmest:0}";
        }
    }
}
