using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Routing;

/// <summary>Joins what is not laid by hand, on the outer layers, by negotiated congestion: nets take what they want, and what several
/// want gets dearer from round to round until one wants it. The same board gives the same result.</summary>
public sealed class Router
{
    /// <summary>Between two nets of a side, in millimetres.</summary>
    internal const double Clearance = 0.15;

    /// <summary>From the middle of a via to that of another one.</summary>
    internal const double ViaSpacing = 2 * HoleRadius + HoleClearance;

    private const double ViaRadius = 0.25;
    private const double HoleRadius = 0.15;
    private const double HoleClearance = 0.25;
    private const double EdgeClearance = 0.35;
    private const int MostRounds = 120;

    // Others are no walls: who is in the way is fought for until it moves.
    private const float MostPressure = 60;
    private const float Grudge = 0.5f;
    private const float Wall = 1e6f;

    private readonly Grid _grid;
    private readonly Search _search;
    private readonly List<Wire> _wires;
    private readonly List<string> _domains;
    private readonly BoardTables _tables;
    private readonly double[] _radii;
    private readonly IReadOnlyCollection<string> _only;

    /// <param name="geometry">Pads and hand-laid tracks.</param>
    /// <param name="tables">Sides, planes, widths.</param>
    /// <param name="only">The nets to route; all where there is none.</param>
    /// <exception cref="ArgumentException">One of them is none of the board's.</exception>
    public Router(Geometry geometry, BoardTables tables, params IReadOnlyCollection<string> only)
    {
        _tables = tables;
        _only = only;
        double[] widths = [.. tables.Widths.Values.Append(BoardTables.Width).Distinct().Order()];
        _radii = [.. widths.Select(width => width / 2), ViaRadius];
        _grid = new Grid(tables.BoardWidth, tables.BoardHeight, _radii);
        _search = new Search(_grid);
        _domains = [.. tables.Regions.Select(region => region.Domain).Distinct()];
        IEnumerable<Copper> pads = geometry.Pads.Where(pad => pad.Layers.Length > 0).Select(Copper.Of);
        List<Copper> copper = [.. pads, .. geometry.Tracks.Select(Copper.Of)];
        IEnumerable<string> nets = copper.Select(item => item.Net).Where(net => net.Length > 0).Distinct().Order(StringComparer.Ordinal);
        _wires = [.. nets.Select((net, i) => new Wire(
            i + 1, net, Array.IndexOf(widths, tables.WidthOf(net)), tables.Domains.Of(net), tables.PlaneOf(net)))];
        string? unknown = only.FirstOrDefault(net => !_wires.Exists(wire => wire.Name == net));
        if (unknown != null) throw new ArgumentException($"the board has no net '{unknown}'");
        Block(geometry, copper);
        foreach (IGrouping<string, Copper> net in copper.GroupBy(item => item.Net).Where(net => net.Key.Length > 0)) Join(net);
    }

    /// <summary>Connections that are left open, by net.</summary>
    public IReadOnlyDictionary<string, int> Missing
        => _wires.Where(wire => wire.Missing > 0).ToDictionary(wire => wire.Name, wire => wire.Missing);

    /// <summary>Routes, and says how it goes on.</summary>
    public void Run(TextWriter log)
    {
        List<Wire> order = [.. _wires.Where(IsWanted).OrderBy(wire => wire.Plane == null ? 0 : 1).ThenBy(wire => wire.Span)];
        List<Wire> again = order;
        var watch = Stopwatch.StartNew();
        for (int round = 1; round <= MostRounds && again.Count > 0; round++)
        {
            foreach (Wire wire in again) Reroute(wire);
            again = [.. order.Where(wire => Fights(wire) || wire.Missing > 0)];
            log.WriteLine($"round {round}, {watch.Elapsed.TotalSeconds:0} s: {again.Count} nets not settled, "
                + $"{order.Sum(wire => wire.Missing)} connections missing; {string.Join(' ', again.Select(Place))}");
            _search.Pressure = Math.Min(MostPressure, _search.Pressure * 1.35f);
        }
        // Rather open than short; but where nobody is there may be a way round.
        foreach (Wire wire in again) Withdraw(wire);
        _search.Pressure = Wall;
        foreach (Wire wire in again.Where(wire => wire.Missing > 0))
        {
            Reroute(wire);
            Withdraw(wire);
        }
        var straightener = new Straightener(_grid);
        foreach (Wire wire in order) straightener.Straighten(wire, BitOf(wire.Domain));
    }

    /// <summary>The lines of routes.csv.</summary>
    public IEnumerable<string> Result()
    {
        return _wires.SelectMany(wire => RouteWriter.Lines(wire, _grid, 2 * _radii[wire.Width]));
    }

    private string Place(Wire wire)
    {
        return FormattableString.Invariant($"{wire.Name} at {_grid.X(wire.Fought):0.0}/{_grid.Y(wire.Fought):0.0}");
    }

    private void Block(Geometry geometry, List<Copper> copper)
    {
        foreach (Copper item in copper)
        {
            _grid.Block(item, IdOf(item.Net), _tables.Distance(item.Net), item.Layers);
            bool isSolderable = item.Shape != null && item.Layers != 3 && Math.Min(item.Right - item.Left, item.Bottom - item.Top) < 2;
            if (isSolderable) _grid.BlockVias(item, ViaRadius);
            if (item.Shape == null && item.Layers == 3) _grid.BlockVias(item, ViaSpacing - item.Radius);
        }
        foreach (GeometryPad pad in geometry.Pads.Where(pad => pad.Hole > 0))
        {
            Copper hole = Solid(Polygon.Circle(pad.X, pad.Y, pad.Hole / 2));
            _grid.Block(hole, IdOf(pad.Net), HoleClearance, 3);
            _grid.BlockVias(hole, HoleRadius + HoleClearance);
        }
        foreach (double[][] keepout in geometry.Keepouts) _grid.Block(Solid(Polygon.Of(keepout)), Grid.Nobody, 0, 3);
        foreach (Polygon slot in _tables.Slots) _grid.Block(Solid(slot), Grid.Nobody, EdgeClearance, 3);
        foreach ((string domain, Polygon area) in _tables.Regions) _grid.Allow(area, BitOf(domain), ViaRadius);
    }

    private byte BitOf(string domain)
    {
        return (byte)(1 << _domains.IndexOf(domain));
    }

    private static Copper Solid(Polygon shape)
    {
        return new Copper("", 3, shape, default, default, 0);
    }

    private int IdOf(string net)
    {
        return _wires.Find(wire => wire.Name == net)?.Id ?? Grid.Nobody;
    }

    /// <summary>What touches is one terminal.</summary>
    private void Join(IGrouping<string, Copper> net)
    {
        Wire wire = _wires.Find(candidate => candidate.Name == net.Key)!;
        List<List<Copper>> pieces = [];
        foreach (Copper item in net)
        {
            List<List<Copper>> touched = [.. pieces.Where(piece => piece.Exists(item.Touches))];
            pieces.RemoveAll(touched.Contains);
            pieces.Add([item, .. touched.SelectMany(piece => piece)]);
        }
        foreach (List<Copper> piece in pieces)
        {
            bool isAtPlane = wire.Plane != null && piece.Exists(item => item.Layers == 3 && wire.Plane.Covers(item.From.X, item.From.Y));
            wire.Terminals.Add(new Terminal([.. piece.SelectMany(_grid.On).Distinct()], isAtPlane));
        }
        wire.Span = net.Max(item => item.Right) - net.Min(item => item.Left) + net.Max(item => item.Bottom) - net.Min(item => item.Top);
    }

    private bool IsWanted(Wire wire)
    {
        if (_only.Count > 0 && !_only.Contains(wire.Name)) return false;
        bool hasRegion = _domains.Contains(wire.Domain);
        return hasRegion && (wire.Plane == null ? wire.Terminals.Count > 1 : wire.Terminals.Exists(terminal => !terminal.IsAtPlane));
    }

    private void Reroute(Wire wire)
    {
        if (wire.IsRouted) _grid.Take(wire, -1);
        wire.Paths.Clear();
        wire.Drops.Clear();
        wire.Holes.Clear();
        wire.Missing = 0;
        if (wire.Plane == null) Connect(wire);
        else Drop(wire);
        wire.IsRouted = true;
        _grid.Take(wire, 1);
    }

    private void Connect(Wire wire)
    {
        byte domain = BitOf(wire.Domain);
        List<int> tree = [.. wire.Terminals[0].Cells];
        List<Terminal> left = [.. wire.Terminals.Skip(1)];
        while (left.Count > 0)
        {
            List<int>? path = _search.Find(wire, domain, tree, [.. left.SelectMany(terminal => terminal.Cells)]);
            if (path == null)
            {
                wire.Missing += left.Count;
                return;
            }
            Lay(wire, path);
            Terminal hit = left.First(terminal => terminal.Cells.Contains(path[^1]));
            tree.AddRange(path);
            tree.AddRange(hit.Cells);
            left.Remove(hit);
        }
    }

    private void Drop(Wire wire)
    {
        byte domain = BitOf(wire.Domain);
        HashSet<int> reached = [];
        foreach (Terminal terminal in wire.Terminals.Where(terminal => !terminal.IsAtPlane))
        {
            List<int>? path = _search.Find(wire, domain, terminal.Cells, reached);
            if (path == null)
            {
                wire.Missing++;
                continue;
            }
            Lay(wire, path);
            int cell = path[^1] % _grid.Cells;
            if (!reached.Contains(path[^1])) wire.Drops.Add(cell);
            if (!reached.Contains(path[^1])) wire.Holes.Add(new Corner(_grid.X(cell), _grid.Y(cell)));
            reached.UnionWith(path);
            reached.UnionWith(terminal.Cells);
        }
    }

    private void Lay(Wire wire, List<int> path)
    {
        wire.Paths.Add(path);
        for (int i = 1; i < path.Count; i++)
        {
            int cell = path[i] % _grid.Cells;
            if (path[i - 1] / _grid.Cells != path[i] / _grid.Cells) wire.Holes.Add(new Corner(_grid.X(cell), _grid.Y(cell)));
        }
    }

    /// <summary>Whether another net wants what this one has; it gets dearer then.</summary>
    private bool Fights(Wire wire)
    {
        _grid.Take(wire, -1);
        bool isFought = false;
        foreach (List<int> path in wire.Paths)
        {
            for (int i = 0; i < path.Count; i++)
            {
                bool isVia = i > 0 && path[i - 1] / _grid.Cells != path[i] / _grid.Cells;
                if (_grid.Use(wire.Width, path[i]) == 0 && !(isVia && _grid.UseOfVia(path[i] % _grid.Cells) > 0)) continue;
                _grid.Past[path[i]] += Grudge;
                wire.Fought = path[i] % _grid.Cells;
                isFought = true;
            }
        }
        isFought |= wire.Drops.Exists(cell => _grid.UseOfVia(cell) > 0);
        _grid.Take(wire, 1);
        return isFought;
    }

    private void Withdraw(Wire wire)
    {
        if (!Fights(wire)) return;
        _grid.Take(wire, -1);
        wire.Missing += wire.Paths.Count;
        wire.Paths.Clear();
        wire.Drops.Clear();
    }
}
