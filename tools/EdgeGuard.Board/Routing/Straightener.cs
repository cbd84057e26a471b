using System;
using System.Collections.Generic;

namespace EdgeGuard.Board.Routing;

/// <summary>Makes a found way one of few pieces: where a straight and a diagonal lead as far as many steps, and nobody is there, they
/// take their place.</summary>
internal sealed class Straightener
{
    private readonly Grid _grid;

    internal Straightener(Grid grid)
    {
        _grid = grid;
    }

    /// <summary>All ways of a net.</summary>
    internal void Straighten(Wire wire, byte domain)
    {
        _grid.Take(wire, -1);
        HashSet<int> joints = [];
        foreach (List<int> path in wire.Paths) joints.UnionWith([path[0], path[^1]]);
        for (int i = 0; i < wire.Paths.Count; i++) wire.Paths[i] = Straight(wire, domain, wire.Paths[i], joints);
        _grid.Take(wire, 1);
    }

    private List<int> Straight(Wire wire, byte domain, List<int> path, HashSet<int> joints)
    {
        List<int> result = [path[0]];
        for (int at = 0; at < path.Count - 1;)
        {
            int end = Last(path, at, joints);
            List<int>? leg = null;
            while (end > at + 1 && (leg = Leg(wire, domain, path[at], path[end])) == null) end -= Math.Max(1, (end - at) / 8);
            result.AddRange(leg ?? [path[end = at + 1]]);
            at = end;
        }
        return result;
    }

    // As far as the way stays in its layer and nothing begins or ends in between.
    private int Last(List<int> path, int at, HashSet<int> joints)
    {
        int end = at + 1;
        while (end + 1 < path.Count && path[end + 1] / _grid.Cells == path[at] / _grid.Cells && !joints.Contains(path[end])) end++;
        return end;
    }

    private List<int>? Leg(Wire wire, byte domain, int from, int to)
    {
        return from / _grid.Cells != to / _grid.Cells ? null
            : Walk(wire, domain, from, to, true) ?? Walk(wire, domain, from, to, false);
    }

    private List<int>? Walk(Wire wire, byte domain, int from, int to, bool isDiagonalFirst)
    {
        int dx = to % _grid.Cells % _grid.Columns - from % _grid.Cells % _grid.Columns;
        int dy = to % _grid.Cells / _grid.Columns - from % _grid.Cells / _grid.Columns;
        int diagonal = Math.Min(Math.Abs(dx), Math.Abs(dy)), all = Math.Max(Math.Abs(dx), Math.Abs(dy));
        int slant = Math.Sign(dy) * _grid.Columns + Math.Sign(dx);
        int level = Math.Abs(dx) > Math.Abs(dy) ? Math.Sign(dx) : Math.Sign(dy) * _grid.Columns;
        var cells = new List<int>(all);
        for (int i = 0, at = from; i < all; i++)
        {
            bool isDiagonal = isDiagonalFirst ? i < diagonal : i >= all - diagonal;
            at += isDiagonal ? slant : level;
            bool isFree = at == to || (_grid.MayTrack(wire, domain, at) && _grid.Use(wire.Width, at) == 0);
            if (!isFree) return null;
            cells.Add(at);
        }
        return cells;
    }
}
