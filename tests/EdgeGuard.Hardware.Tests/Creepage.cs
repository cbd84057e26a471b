using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The way over the board's surface from a pad to another one, round its slots.</summary>
internal static class Creepage
{
    /// <summary>Millimetres of the shortest way: straight, or by the corners of slots.</summary>
    /// <param name="pad">Its edge.</param>
    /// <param name="other">The other one's.</param>
    /// <param name="edges">Of the board and its slots.</param>
    internal static double Between(Piece[] pad, Piece[] other, IReadOnlyList<Piece> edges)
    {
        Corner[] corners = [.. edges.Select(edge => edge.From).Distinct()];
        Corner[] places = [.. pad.SelectMany(Places), .. other.SelectMany(Places), .. corners];
        int starts = 3 * pad.Length, ends = starts + 3 * other.Length;
        double[] ways = [.. places.Select((_, i) => i < starts ? 0 : double.MaxValue)];
        bool[] isDone = new bool[places.Length];
        while (true)
        {
            int at = Enumerable.Range(0, places.Length).Where(i => !isDone[i]).MinBy(i => ways[i]);
            if (at >= starts && at < ends) return ways[at];
            isDone[at] = true;
            for (int i = 0; i < places.Length; i++)
            {
                if (!isDone[i] && IsFree(places[at], places[i], edges)) ways[i] = Math.Min(ways[i], ways[at] + Far(places[at], places[i]));
            }
        }
    }

    private static IEnumerable<Corner> Places(Piece side)
    {
        return [side.From, new Corner((side.From.X + side.To.X) / 2, (side.From.Y + side.To.Y) / 2), side.To];
    }

    // Along an edge one may go, through a slot not: there the way crosses a side, or the slot's middle.
    private static bool IsFree(Corner from, Corner to, IReadOnlyList<Piece> edges)
    {
        var way = new Piece("a way", "", "*", from, to, 0);
        return !edges.Any(way.Crosses) && !IsAcross(from, to, edges);
    }

    private static bool IsAcross(Corner from, Corner to, IReadOnlyList<Piece> edges)
    {
        bool isCorner = edges.Any(edge => edge.From == from) && edges.Any(edge => edge.From == to);
        return isCorner && !edges.Any(edge => (edge.From == from && edge.To == to) || (edge.From == to && edge.To == from));
    }

    private static double Far(Corner from, Corner to)
    {
        return Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
    }
}
