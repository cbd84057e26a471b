using System;

namespace EdgeGuard.Board.Drawing;

/// <summary>A place on a sheet or in a symbol, in steps of KiCad's grid of 1.27 mm, y downwards.</summary>
public readonly record struct Point(int X, int Y)
{
    /// <summary>Steps away in a direction.</summary>
    public Point Go(Direction direction, int steps)
    {
        return direction switch
        {
            Direction.Up => new Point(X, Y - steps),
            Direction.Right => new Point(X + steps, Y),
            Direction.Down => new Point(X, Y + steps),
            _ => new Point(X - steps, Y),
        };
    }

    /// <summary>Turned counter-clockwise about the origin, in quarters.</summary>
    public Point Turn(int quarters)
    {
        Point turned = this;
        for (int i = 0; i < quarters; i++) turned = new Point(turned.Y, -turned.X);
        return turned;
    }

    public static Point operator +(Point a, Point b)
    {
        return new Point(a.X + b.X, a.Y + b.Y);
    }

    /// <summary>Steps between two points on one line, horizontal or vertical.</summary>
    public static int Distance(Point a, Point b)
    {
        return Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);
    }
}
