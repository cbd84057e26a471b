using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Writing;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The copper and the edges of the committed board, read from its file, without KiCad.</summary>
internal sealed class BoardFile
{
    private BoardFile(Sexp root)
    {
        Dictionary<string, string> nets = root.All("net").ToDictionary(net => net.Text(), net => net.Text(1));
        Tracks = [.. root.All("segment").Select(track => Track(track, nets))];
        Pads = [.. root.All("footprint").SelectMany(PadsOf)];
        Vias = [.. root.All("via").Select(via => Via(via, nets))];
        Edges = [.. root.All("gr_line").Where(line => line.Find("layer")!.Text() == "Edge.Cuts").Select(Edge)];
        Thickness = root.Find("general")!.Find("thickness")!.Number();
        Bodies = [.. root.All("footprint").Where(part => part.Text() != "").Select(Body.Of)];
        Copper = [.. Tracks, .. Vias, .. Pads.SelectMany(pad => pad), .. root.All("zone").SelectMany(Fills)];
    }

    /// <summary>Its copper in pieces.</summary>
    internal IReadOnlyList<Piece> Copper { get; }

    /// <summary>Its straight tracks.</summary>
    internal IReadOnlyList<Piece> Tracks { get; }

    /// <summary>Its vias.</summary>
    internal IReadOnlyList<Piece> Vias { get; }

    /// <summary>What is sawn or milled: its outline and its slots.</summary>
    internal IReadOnlyList<Piece> Edges { get; }

    /// <summary>Each pad's edge; one that is round or oval is a piece with a radius.</summary>
    internal IReadOnlyList<Piece[]> Pads { get; }

    /// <summary>What is mounted, by its outline: everything but the marks.</summary>
    internal IReadOnlyList<Body> Bodies { get; }

    /// <summary>Between its faces, in millimetres.</summary>
    internal double Thickness { get; }

    /// <summary>Where it is.</summary>
    internal static string Location { get; } = Path.Combine(Folders.Board, "edgeguard.kicad_pcb");

    internal static BoardFile Read()
    {
        return new BoardFile(NodeReader.Read(File.ReadAllText(Location)));
    }

    /// <summary>The edge of a pad of a part, one piece a side where it is no round one.</summary>
    internal Piece[] Pad(string part, string number)
    {
        return Pads.First(pad => pad[0].Name == $"pad {number} of {part}");
    }

    private static Piece Track(Sexp track, Dictionary<string, string> nets)
    {
        string net = nets[track.Find("net")!.Text()];
        double radius = track.Find("width")!.Number() / 2;
        return new Piece("a track", net, track.Find("layer")!.Text(), At(track.Find("start")!), At(track.Find("end")!), radius);
    }

    private static Piece Edge(Sexp line)
    {
        return new Piece("an edge", "", "*", At(line.Find("start")!), At(line.Find("end")!), 0);
    }

    private static Piece Via(Sexp via, Dictionary<string, string> nets)
    {
        Corner at = At(via.Find("at")!);
        return new Piece("a via", nets[via.Find("net")!.Text()], "*", at, at, via.Find("size")!.Number() / 2);
    }

    private static IEnumerable<Piece[]> PadsOf(Sexp part)
    {
        string reference = part.All("property").First(property => property.Text() == "Reference").Text(1);
        Sexp at = part.Find("at")!;
        double turn = at.Items.Count > 2 ? at.Number(2) : 0;
        return part.All("pad").Select(pad => Pad(pad, reference, At(at), turn));
    }

    private static Piece[] Pad(Sexp pad, string reference, Corner origin, double turn)
    {
        Sexp at = pad.Find("at")!;
        Corner middle = Turn(BoardFile.At(at), turn);
        double own = at.Items.Count > 2 ? at.Number(2) : 0;
        double x = pad.Find("size")!.Number() / 2, y = pad.Find("size")!.Number(1) / 2;
        string net = pad.Find("net")?.Text(1) ?? "", name = $"pad {pad.Text()} of {reference}";
        Sexp names = pad.Find("layers")!;
        string[] layers = [.. names.Items.Select((_, i) => names.Text(i)).Where(layer => layer.EndsWith(".Cu"))];
        string layer = layers.Length == 1 && layers[0][0] != '*' ? layers[0] : "*";
        Corner At(Corner corner) => new(origin.X + middle.X + corner.X, origin.Y + middle.Y + corner.Y);
        if (pad.Text(2) is "circle" or "oval")
        {
            double radius = Math.Min(x, y);
            Corner end = Turn(new Corner(x - radius, y - radius), own);
            return [new Piece(name, net, layer, At(new Corner(-end.X, -end.Y)), At(end), radius)];
        }
        Corner[] level = [new Corner(-x, -y), new Corner(x, -y), new Corner(x, y), new Corner(-x, y)];
        return [.. Piece.Edge(name, net, layer, [.. level.Select(corner => At(Turn(corner, own)))])];
    }

    private static IEnumerable<Piece> Fills(Sexp zone)
    {
        string net = zone.Find("net_name")?.Text() ?? "";
        return zone.All("filled_polygon").SelectMany(fill => Piece.Edge(
            "the pour", net, fill.Find("layer")!.Text(), [.. fill.Find("pts")!.All("xy").Select(At)]));
    }

    // KiCad turns counter-clockwise as one sees it, and y goes down.
    internal static Corner Turn(Corner corner, double degrees)
    {
        double cos = Math.Cos(degrees * Math.PI / 180), sin = Math.Sin(degrees * Math.PI / 180);
        return new Corner(corner.X * cos + corner.Y * sin, corner.Y * cos - corner.X * sin);
    }

    internal static Corner At(Sexp at)
    {
        return new Corner(at.Number(), at.Number(1));
    }
}
