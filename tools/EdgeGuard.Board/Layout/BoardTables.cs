using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Routing;

namespace EdgeGuard.Board.Layout;

/// <summary>The tables beside parts.csv that say what the board is like: its edge, its sides, its planes, its widths.</summary>
public sealed class BoardTables
{
    /// <summary>Millimetres of a track that widths.csv does not name.</summary>
    public const double Width = 0.15;

    // From earth and shields, and of the relays' bridge from the buses: edgeguard.kicad_dru has the same.
    private const double EarthClearance = 2;
    private const double BridgeClearance = 1;
    private const double Clearance = 0.15;

    private readonly IReadOnlyList<string[]> _zones;

    private BoardTables(string folder)
    {
        Domains = DomainList.Read(folder);
        _zones = [.. TableFile.Read(Path.Combine(folder, "zones.csv"), "net,layers,pads,corners")];
        Regions = [.. TableFile.Read(Path.Combine(folder, "regions.csv"), "domain,corners").Select(row => (row[0], Shape(row[1])))];
        Widths = TableFile.Read(Path.Combine(folder, "widths.csv"), "net,width").ToDictionary(row => row[0], row => Cells.Number(row[1]));
        Polygon[] outlines = [.. TableFile.Read(Path.Combine(folder, "outline.csv"), "what,corners").Select(row => Shape(row[1]))];
        BoardWidth = outlines[0].Right;
        BoardHeight = outlines[0].Bottom;
        Slots = outlines[1..];
    }

    public DomainList Domains { get; }

    /// <summary>Where the copper of a side may be; areas of two sides may share a place.</summary>
    public IReadOnlyList<(string Domain, Polygon Area)> Regions { get; }

    /// <summary>Of tracks, by net, in millimetres.</summary>
    public IReadOnlyDictionary<string, double> Widths { get; }

    public double BoardWidth { get; }

    public double BoardHeight { get; }

    public IReadOnlyList<Polygon> Slots { get; }

    /// <summary>Reads them.</summary>
    public static BoardTables Read(string folder)
    {
        return new BoardTables(folder);
    }

    public double WidthOf(string net)
    {
        return Widths.GetValueOrDefault(net, Width);
    }

    /// <summary>Where an inner layer is the net's; null where it has none.</summary>
    public Plane? PlaneOf(string net)
    {
        string[]? zone = _zones.FirstOrDefault(row => row[0] == net && LayerOf(row) != null);
        if (zone == null) return null;
        // Later ones are cut out of earlier ones.
        IEnumerable<string[]> others = _zones.SkipWhile(row => row != zone).Skip(1).Where(row => LayerOf(row) == LayerOf(zone));
        return new Plane(Area(zone), [.. others.Select(Area)]);
    }

    private static char? LayerOf(string[] zone)
    {
        return zone[1].Contains('S') ? 'S' : zone[1].Contains('G') ? 'G' : null;
    }

    private static Polygon Area(string[] zone)
    {
        return Shape(zone[3]);
    }

    private static Polygon Shape(string corners)
    {
        return new Polygon(Cells.Corners(corners));
    }

    /// <summary>How far others keep from a net's copper.</summary>
    public double Distance(string net)
    {
        return Domains.Of(net) switch
        {
            "PE" or "SHIELD" => EarthClearance,
            "BRIDGE" => BridgeClearance,
            _ => Clearance,
        };
    }
}
