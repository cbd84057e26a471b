using System.Collections.Generic;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Routing;

/// <summary>A net while it is routed.</summary>
internal sealed class Wire
{
    internal Wire(int id, string name, int width, string domain, Plane? plane)
    {
        Id = id;
        Name = name;
        Width = width;
        Domain = domain;
        Plane = plane;
    }

    /// <summary>From 1.</summary>
    internal int Id { get; }

    internal string Name { get; }

    /// <summary>Which of the router's widths.</summary>
    internal int Width { get; }

    internal string Domain { get; }

    /// <summary>Where a layer inside is its own; null where it has none.</summary>
    internal Plane? Plane { get; }

    /// <summary>What belongs together already: the cells of each piece, layer by layer.</summary>
    internal List<Terminal> Terminals { get; } = [];

    /// <summary>What the router found.</summary>
    internal List<List<int>> Paths { get; } = [];

    /// <summary>Vias to the plane, by cell.</summary>
    internal List<int> Drops { get; } = [];

    /// <summary>Where its vias are drilled, of this route.</summary>
    internal List<Corner> Holes { get; } = [];

    /// <summary>Connections that it did not find.</summary>
    internal int Missing { get; set; }

    internal bool IsRouted { get; set; }

    /// <summary>A cell that another net wants as well.</summary>
    internal int Fought { get; set; }

    /// <summary>How far apart its terminals are: short nets come first.</summary>
    internal double Span { get; set; }

    /// <summary>Whether a via there is far enough from the net's other ones: others' copper keeps others away, but not its own.</summary>
    internal bool MayDrill(double x, double y)
    {
        foreach (Corner hole in Holes)
        {
            double dx = hole.X - x, dy = hole.Y - y;
            if (dx * dx + dy * dy < Router.ViaSpacing * Router.ViaSpacing) return false;
        }
        return true;
    }
}

/// <summary>A piece of a net: cells that are all connected.</summary>
internal sealed record Terminal(IReadOnlyList<int> Cells, bool IsAtPlane);
