using System;

namespace EdgeGuard.Board.Drawing;

/// <summary>A rectangle on a sheet, in steps.</summary>
public readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The one between two corners.</summary>
    public static Area Of(Point a, Point b)
    {
        return new Area(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));
    }

    /// <summary>Whether the two share more than an edge.</summary>
    public bool Meets(Area other)
    {
        return Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    /// <summary>Smaller by so much on each side.</summary>
    public Area Shrink(double by)
    {
        return new Area(Left + by, Top + by, Right - by, Bottom - by);
    }
}
