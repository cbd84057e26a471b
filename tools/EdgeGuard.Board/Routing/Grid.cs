using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Routing;

/// <summary>The board in cells of 0.1 mm, two layers: which net may be where, by width. A state is a cell of a layer.</summary>
internal sealed class Grid
{
    /// <summary>Millimetres of a cell.</summary>
    internal const double Step = 0.1;

    /// <summary>Nobody may be there.</summary>
    internal const int Nobody = -1;

    // For what a grid rounds away.
    private const double Margin = 0.012;

    private readonly int[][] _owner;
    private readonly ushort[][] _use;
    private readonly byte[] _domains;
    private readonly double[] _radii;
    private readonly Dictionary<int, int[]> _discs = [];
    private readonly int[] _stamps;
    private int _stamp;

    /// <param name="width">Of the board, in millimetres.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="radii">Half of each width, the via's last.</param>
    internal Grid(double width, double height, double[] radii)
    {
        Columns = (int)Math.Round(width / Step) + 1;
        Rows = (int)Math.Round(height / Step) + 1;
        _radii = radii;
        _owner = [.. radii.Select(_ => new int[2 * Cells])];
        _use = [.. radii.Select(_ => new ushort[2 * Cells])];
        _domains = new byte[Cells];
        _stamps = new int[radii.Length * 2 * Cells];
        Past = new float[2 * Cells];
    }

    internal int Columns { get; }

    internal int Rows { get; }

    internal int Cells => Columns * Rows;

    /// <summary>Which of the radii is the via's.</summary>
    internal int Via => _radii.Length - 1;

    /// <summary>How often a state was fought for.</summary>
    internal float[] Past { get; }

    internal double X(int cell)
    {
        return cell % Columns * Step;
    }

    internal double Y(int cell)
    {
        return cell / Columns * Step;
    }

    /// <summary>Keeps a distance from something; its own net may be on it.</summary>
    internal void Block(Copper copper, int net, double clearance, int layers)
    {
        foreach (int cell in Near(copper, clearance + _radii.Max() + Margin))
        {
            double distance = copper.Distance(X(cell), Y(cell));
            for (int k = 0; k < _radii.Length; k++)
            {
                if (distance >= clearance + _radii[k] + Margin) continue;
                for (int layer = 0; layer < 2; layer++)
                {
                    if (k == Via || (layers >> layer & 1) == 1) Own(ref _owner[k][layer * Cells + cell], net);
                }
            }
        }
    }

    /// <summary>No via may come nearer, not even an own one: solder would run off, or a drill break through.</summary>
    internal void BlockVias(Copper copper, double distance)
    {
        foreach (int cell in Near(copper, distance + Margin))
        {
            if (copper.Distance(X(cell), Y(cell)) >= distance + Margin) continue;
            _owner[Via][cell] = Nobody;
            _owner[Via][Cells + cell] = Nobody;
        }
    }

    /// <summary>Opens an area to the nets of a side. Where no area is, nobody may be.</summary>
    internal void Allow(Polygon area, byte domain, double inset)
    {
        for (int cell = 0; cell < Cells; cell++)
        {
            if (area.Distance(X(cell), Y(cell)) < -inset) _domains[cell] |= domain;
        }
    }

    /// <summary>The states of a piece of copper in which a track can begin.</summary>
    internal IEnumerable<int> On(Copper copper)
    {
        double within = copper.Shape == null ? -copper.Radius + 0.6 * Step : -0.03;
        foreach (int cell in Near(copper, 0))
        {
            if (copper.Distance(X(cell), Y(cell)) > within) continue;
            if ((copper.Layers & 1) != 0) yield return cell;
            if ((copper.Layers & 2) != 0) yield return Cells + cell;
        }
    }

    internal bool MayTrack(Wire wire, int domain, int state)
    {
        return May(_owner[wire.Width][state], wire) && (_domains[state % Cells] & domain) != 0;
    }

    internal bool MayVia(Wire wire, int domain, int cell)
    {
        return May(_owner[Via][cell], wire) && May(_owner[Via][Cells + cell], wire) && (_domains[cell] & domain) != 0
            && wire.MayDrill(X(cell), Y(cell));
    }

    /// <summary>How many other nets want this.</summary>
    internal int Use(int width, int state)
    {
        return _use[width][state];
    }

    internal int UseOfVia(int cell)
    {
        return _use[Via][cell] + _use[Via][Cells + cell];
    }

    /// <summary>Takes what a wire covers, or gives it back.</summary>
    internal void Take(Wire wire, int sign)
    {
        _stamp++;
        foreach (List<int> path in wire.Paths)
        {
            for (int i = 0; i < path.Count; i++)
            {
                Spread(path[i], _radii[wire.Width], sign);
                bool isVia = i > 0 && path[i - 1] / Cells != path[i] / Cells;
                if (isVia) SpreadVia(path[i] % Cells, sign);
            }
        }
        foreach (int cell in wire.Drops) SpreadVia(cell, sign);
    }

    private void SpreadVia(int cell, int sign)
    {
        Spread(cell, _radii[Via], sign);
        Spread(Cells + cell, _radii[Via], sign);
    }

    private void Spread(int state, double radius, int sign)
    {
        int layer = state / Cells, column = state % Cells % Columns, row = state % Cells / Columns;
        for (int k = 0; k < _radii.Length; k++)
        {
            int[] disc = Disc(radius + Router.Clearance + _radii[k] + Margin);
            for (int i = 0; i < disc.Length; i += 2)
            {
                int x = column + disc[i], y = row + disc[i + 1];
                if ((uint)x >= (uint)Columns || (uint)y >= (uint)Rows) continue;
                int at = layer * Cells + y * Columns + x;
                ref int stamp = ref _stamps[k * 2 * Cells + at];
                if (stamp == _stamp) continue;
                stamp = _stamp;
                _use[k][at] = (ushort)(_use[k][at] + sign);
            }
        }
    }

    private int[] Disc(double radius)
    {
        int key = (int)Math.Round(radius * 1000);
        if (_discs.TryGetValue(key, out int[]? disc)) return disc;
        int reach = (int)Math.Ceiling(radius / Step);
        var cells = new List<int>();
        for (int y = -reach; y <= reach; y++)
        {
            for (int x = -reach; x <= reach; x++)
            {
                if (Math.Sqrt(x * x + y * y) * Step < radius) cells.AddRange([x, y]);
            }
        }
        return _discs[key] = [.. cells];
    }

    private IEnumerable<int> Near(Copper copper, double reach)
    {
        int left = Math.Max(0, (int)((copper.Left - reach) / Step));
        int right = Math.Min(Columns - 1, (int)((copper.Right + reach) / Step) + 1);
        int top = Math.Max(0, (int)((copper.Top - reach) / Step));
        int bottom = Math.Min(Rows - 1, (int)((copper.Bottom + reach) / Step) + 1);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++) yield return y * Columns + x;
        }
    }

    private static bool May(int owner, Wire wire)
    {
        return owner == 0 || owner == wire.Id;
    }

    private static void Own(ref int owner, int net)
    {
        if (owner == 0) owner = net;
        else if (owner != net) owner = Nobody;
    }
}
