using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Routing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A straight piece of copper, or of its edge, on one layer.</summary>
/// <param name="Name">What it belongs to.</param>
/// <param name="Net">Its net; empty where it has none.</param>
/// <param name="Layer">As KiCad names it; * for all.</param>
/// <param name="From">One end.</param>
/// <param name="To">The other one.</param>
/// <param name="Radius">What is round it, in millimetres.</param>
internal sealed record Piece(string Name, string Net, string Layer, Corner From, Corner To, double Radius)
{
    internal double Left => Math.Min(From.X, To.X) - Radius;

    internal double Right => Math.Max(From.X, To.X) + Radius;

    internal double Top => Math.Min(From.Y, To.Y) - Radius;

    internal double Bottom => Math.Max(From.Y, To.Y) + Radius;

    internal double Length => Math.Sqrt(Math.Pow(To.X - From.X, 2) + Math.Pow(To.Y - From.Y, 2));

    internal bool SharesLayer(Piece other)
    {
        return Layer == "*" || other.Layer == "*" || Layer == other.Layer;
    }

    /// <summary>Between the edges of two pieces; less than zero where they are on each other.</summary>
    internal double Distance(Piece other)
    {
        if (Crosses(other)) return -Radius - other.Radius;
        double[] ways =
        [
            Polygon.ToSegment(From.X, From.Y, other.From, other.To), Polygon.ToSegment(To.X, To.Y, other.From, other.To),
            Polygon.ToSegment(other.From.X, other.From.Y, From, To), Polygon.ToSegment(other.To.X, other.To.Y, From, To),
        ];
        return ways.Min() - Radius - other.Radius;
    }

    /// <summary>Whether the middle of one goes through that of the other.</summary>
    internal bool Crosses(Piece other)
    {
        double from = Side(other.From), to = Side(other.To), otherFrom = other.Side(From), otherTo = other.Side(To);
        return from * to < -1e-9 && otherFrom * otherTo < -1e-9;
    }

    // Twice the triangle's area: on which side of the piece a place is.
    private double Side(Corner place)
    {
        return (To.X - From.X) * (place.Y - From.Y) - (To.Y - From.Y) * (place.X - From.X);
    }

    /// <summary>The edge of an area, corner by corner.</summary>
    internal static IEnumerable<Piece> Edge(string name, string net, string layer, IReadOnlyList<Corner> corners, double radius = 0)
    {
        return corners.Select((from, i) => new Piece(name, net, layer, from, corners[(i + 1) % corners.Count], radius));
    }
}
