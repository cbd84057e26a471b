using System;
using System.Collections.Generic;

namespace EdgeGuard.Board.Routing;

/// <summary>Finds the cheapest way from a net's piece to another one, or to its plane.</summary>
internal sealed class Search
{
    // Steps that a via is worth.
    private const float ViaCost = 14;
    private const float Diagonal = 1.4142f;

    private static readonly (int X, int Y)[] Ways = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)];

    private readonly Grid _grid;
    private readonly float[] _cost;
    private readonly int[] _from;
    private readonly int[] _seen;
    private readonly PriorityQueue<int, float> _queue = new();
    private int _run;

    internal Search(Grid grid)
    {
        _grid = grid;
        _cost = new float[2 * grid.Cells];
        _from = new int[2 * grid.Cells];
        _seen = new int[2 * grid.Cells];
    }

    /// <summary>What a place is worth that another net has, in steps; it grows from round to round.</summary>
    internal float Pressure { get; set; } = 0.5f;

    /// <summary>The states from a start to a goal; null where there is no way. Of a net with a plane: to that, or to what reaches it
    /// already.</summary>
    internal List<int>? Find(Wire wire, int domain, IEnumerable<int> starts, HashSet<int> goals)
    {
        _run++;
        _queue.Clear();
        Box? box = wire.Plane == null ? Box.Of(goals, _grid) : null;
        foreach (int start in starts) Reach(start, -1, 0, Rest(start, box));
        while (_queue.TryDequeue(out int state, out float estimate))
        {
            if (estimate > _cost[state] + Rest(state, box) + 1e-3f) continue;
            if (goals.Contains(state) || CanDrop(wire, domain, state % _grid.Cells)) return Back(state);
            Spread(wire, domain, state, box);
        }
        return null;
    }

    private void Spread(Wire wire, int domain, int state, Box? box)
    {
        int cells = _grid.Cells, layer = state / cells, cell = state % cells;
        int column = cell % _grid.Columns, row = cell / _grid.Columns;
        foreach ((int x, int y) in Ways)
        {
            if ((uint)(column + x) >= (uint)_grid.Columns || (uint)(row + y) >= (uint)_grid.Rows) continue;
            int next = layer * cells + (row + y) * _grid.Columns + column + x;
            if (!_grid.MayTrack(wire, domain, next)) continue;
            float step = x != 0 && y != 0 ? Diagonal : 1;
            float cost = step * (1 + _grid.Past[next]) * (1 + Pressure * _grid.Use(wire.Width, next));
            Reach(next, state, _cost[state] + cost, Rest(next, box));
        }
        if (wire.Plane != null || !_grid.MayVia(wire, domain, cell)) return;
        int other = (1 - layer) * cells + cell;
        float through = ViaCost * (1 + _grid.Past[state] + _grid.Past[other]) * (1 + Pressure * _grid.UseOfVia(cell));
        Reach(other, state, _cost[state] + through, Rest(other, box));
    }

    private void Reach(int state, int from, float cost, float rest)
    {
        if (_seen[state] == _run && _cost[state] <= cost) return;
        _seen[state] = _run;
        _cost[state] = cost;
        _from[state] = from;
        _queue.Enqueue(state, cost + rest);
    }

    private bool CanDrop(Wire wire, int domain, int cell)
    {
        return wire.Plane != null && _grid.MayVia(wire, domain, cell) && _grid.UseOfVia(cell) == 0
            && wire.Plane.Covers(_grid.X(cell), _grid.Y(cell));
    }

    private float Rest(int state, Box? box)
    {
        int cell = state % _grid.Cells;
        return box?.Distance(cell % _grid.Columns, cell / _grid.Columns) ?? 0;
    }

    private List<int> Back(int state)
    {
        var path = new List<int>();
        for (int at = state; at >= 0; at = _from[at]) path.Add(at);
        path.Reverse();
        return path;
    }

    /// <summary>Round all goals: no way to one of them is shorter than to this.</summary>
    private readonly record struct Box(int Left, int Top, int Right, int Bottom)
    {
        internal static Box Of(HashSet<int> states, Grid grid)
        {
            var box = new Box(int.MaxValue, int.MaxValue, 0, 0);
            foreach (int state in states)
            {
                int x = state % grid.Cells % grid.Columns, y = state % grid.Cells / grid.Columns;
                box = new Box(Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
            }
            return box;
        }

        internal float Distance(int x, int y)
        {
            int dx = Math.Max(0, Math.Max(Left - x, x - Right)), dy = Math.Max(0, Math.Max(Top - y, y - Bottom));
            return Math.Max(dx, dy) + (Diagonal - 1) * Math.Min(dx, dy);
        }
    }
}
