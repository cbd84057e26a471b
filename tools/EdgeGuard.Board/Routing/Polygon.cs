using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Routing;

/// <summary>An area with straight edges.</summary>
public sealed class Polygon
{
    private readonly Corner[] _corners;

    /// <param name="corners">In turn; the last one is joined to the first.</param>
    public Polygon(IEnumerable<Corner> corners)
    {
        _corners = [.. corners];
        Left = _corners.Min(corner => corner.X);
        Right = _corners.Max(corner => corner.X);
        Top = _corners.Min(corner => corner.Y);
        Bottom = _corners.Max(corner => corner.Y);
    }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    /// <summary>The one of KiCad's corners.</summary>
    public static Polygon Of(double[][] corners)
    {
        return new Polygon(corners.Select(corner => new Corner(corner[0], corner[1])));
    }

    /// <summary>About the circle round a place.</summary>
    public static Polygon Circle(double x, double y, double radius)
    {
        return new Polygon(Enumerable.Range(0, 24).Select(i => i * Math.PI / 12)
            .Select(angle => new Corner(x + radius * Math.Cos(angle), y + radius * Math.Sin(angle))));
    }

    /// <summary>From a place to the nearest edge; less than zero inside.</summary>
    public double Distance(double x, double y)
    {
        bool isInside = false;
        double nearest = double.MaxValue;
        for (int i = 0, j = _corners.Length - 1; i < _corners.Length; j = i++)
        {
            Corner a = _corners[j], b = _corners[i];
            nearest = Math.Min(nearest, ToSegment(x, y, a, b));
            if (a.Y > y != b.Y > y && x < (b.X - a.X) * (y - a.Y) / (b.Y - a.Y) + a.X) isInside = !isInside;
        }
        return isInside ? -nearest : nearest;
    }

    /// <summary>From a place to a straight line between two.</summary>
    public static double ToSegment(double x, double y, Corner a, Corner b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / length, 0, 1);
        return Math.Sqrt(Math.Pow(x - a.X - along * dx, 2) + Math.Pow(y - a.Y - along * dy, 2));
    }
}
