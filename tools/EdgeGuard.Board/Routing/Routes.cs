using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeGuard.Board.Routing;

/// <summary>The lines of routes.csv: what stays of them while a few nets are routed anew.</summary>
public static class Routes
{
    // A via's width, as Kicad/layout.py makes it.
    private const double Via = 0.5;

    /// <summary>The lines of all other nets.</summary>
    /// <param name="file">routes.csv, with its head.</param>
    /// <param name="nets">Those that are routed anew.</param>
    /// <exception cref="InvalidDataException">Another head.</exception>
    public static IReadOnlyList<string> Others(IReadOnlyList<string> file, IReadOnlyCollection<string> nets)
    {
        if (file[0] != RouteWriter.Head) throw new InvalidDataException($"routes.csv:1: the first line has to be {RouteWriter.Head}");
        return [.. file.Skip(1).Where(line => !nets.Contains(NetOf(line)))];
    }

    /// <summary>The same as copper that is there.</summary>
    public static IEnumerable<GeometryTrack> Tracks(IEnumerable<string> lines)
    {
        return lines.Select(line => line.Split(',')).Select(Track);
    }

    /// <summary>Both, in the order in which the router would have written all of them.</summary>
    public static IEnumerable<string> Merge(IReadOnlyList<string> kept, IEnumerable<string> found)
    {
        return kept.Concat(found).OrderBy(NetOf, StringComparer.Ordinal);
    }

    private static string NetOf(string line)
    {
        return line.Split(',')[0];
    }

    private static GeometryTrack Track(string[] cells)
    {
        double x = Number(cells[3]);
        double y = Number(cells[4]);
        return cells[1] == "via"
            ? new GeometryTrack(cells[0], "FB", Via, x, y, x, y)
            : new GeometryTrack(cells[0], cells[1], Number(cells[2]), x, y, Number(cells[5]), Number(cells[6]));
    }

    private static double Number(string cell)
    {
        return double.Parse(cell, CultureInfo.InvariantCulture);
    }
}
