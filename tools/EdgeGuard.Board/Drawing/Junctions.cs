using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Drawing;

/// <summary>Where wires meet.</summary>
public static class Junctions
{
    /// <summary>Every place where three ends or more come together, of wires and pins.</summary>
    public static IEnumerable<Point> Of(Sheet sheet)
    {
        IEnumerable<Point> wires = sheet.Wires.SelectMany(wire => new[] { wire.From, wire.To });
        IEnumerable<Point> pins = sheet.Drawn.SelectMany(part => part.Ends().Select(end => end.End));
        return wires.Concat(pins).GroupBy(point => point).Where(group => group.Count() > 2).Select(group => group.Key)
            .OrderBy(point => point.X).ThenBy(point => point.Y);
    }
}
