namespace EdgeGuard.Board.Drawing;

/// <summary>A straight wire, horizontal or vertical.</summary>
public readonly record struct Wire(Point From, Point To)
{
    /// <summary>Whether a point lies on it, but at no end.</summary>
    public bool Passes(Point point)
    {
        if (point == From || point == To) return false;
        return Point.Distance(From, point) + Point.Distance(point, To) == Point.Distance(From, To)
            && (point.X == From.X && From.X == To.X || point.Y == From.Y && From.Y == To.Y);
    }
}
