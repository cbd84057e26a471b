using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What of the board does not fit into its case, by the solids that hardware/case makes.</summary>
/// <param name="shell">Base and cover, closed.</param>
/// <param name="pipes">What leads the lights to the front.</param>
/// <param name="heights">Of footprints: above the face that each is on, and its pins through the other.</param>
/// <param name="pads">The board's.</param>
internal sealed class CaseFit(
    Mesh shell, Mesh pipes, IReadOnlyDictionary<string, (double Above, double Below)> heights, IReadOnlyList<Piece[]> pads)
{
    // From the board's upper left corner to the rail's front, and where the rail's flanges end.
    private const double RailX = -6.1, RailTop = 32.5, RailBottom = 67.5;
    private const double FromRail = 5.5;
    private const float Loose = 0.6f, LooseAcross = 0.25f;

    // What is pushed into each from outside, and what the face is called that it comes through: half its width (0: the part's
    // and a little) and from where to where it is above the board.
    private static readonly (string Part, string Face, double Half, double Low, double High)[] Plugs =
    [
        ("J301", "front", 7, 0.5, 12.5), ("J401", "front", 7, 0.5, 12.5), ("J901", "front", 6.3, -1.8, 5.2), ("J101", "top", 0, -1, 15.5),
        ("J501", "bottom", 0, -1, 15.5), ("J601", "bottom", 0, -1, 15.5), ("SW1001", "side", 1.25, 9, 60), ("SW1101", "side", 0.8, 9, 60),
    ];

    // The key switch hangs from the front: its body and the wires at it.
    private static readonly Box Switch = Box.Of(88, 115.5, 69.5, 86.5, 9.5, 26.5);

    private static readonly string[] Lights = ["D1001", "D1002", "D1003"];

    /// <summary>Each fault in a line.</summary>
    internal IEnumerable<string> Faults(Box board, IReadOnlyList<Body> parts)
    {
        return
        [
            .. OfBoard(board), .. parts.SelectMany(part => OfPart(part, board)), .. Plugs.SelectMany(plug => OfPlug(plug, board, parts)),
            .. Lights.SelectMany(light => OfLight(parts.First(part => part.Name == light), board)),
        ];
    }

    /// <summary>Which copper is too near to the rail, and where no wall is between it and the board.</summary>
    internal IEnumerable<string> FaultsAtRail(IEnumerable<Piece> copper)
    {
        foreach (Piece piece in copper)
        {
            double beside = Math.Max(0, Math.Max(RailTop - piece.Bottom, piece.Top - RailBottom));
            double apart = Math.Sqrt(Math.Pow(piece.Left - RailX, 2) + beside * beside);
            if (apart < FromRail) yield return $"{piece.Name} ({piece.Net}) is {apart:0.0} mm from the rail";
        }
        for (double y = RailTop + 0.25; y < RailBottom; y++)
        {
            for (double z = -6.35; z < 33.9; z += 1.03)
            {
                bool isOpen = shell.Crossings(Place(1.2, y, z), Place(RailX + 0.1, y, z)) == 0;
                if (isOpen) yield return $"no wall is between board and rail at {y:0.0}, {z:0.0}";
            }
        }
    }

    /// <summary>What hardware/case/heights.csv says about a footprint: above the face that it is on, and through the other.</summary>
    internal static IReadOnlyDictionary<string, (double Above, double Below)> Heights()
    {
        return File.ReadLines(Path.Combine(Folders.Case, "heights.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => (Cells.Number(cells[1]), Cells.Number(cells[2])));
    }

    private IEnumerable<string> OfBoard(Box board)
    {
        if (shell.Touches(board.Grown(0.2f, 0.2f, 0.03f))) yield return "the board does not go into the grooves";
        (string Way, Box Room)[] ways =
        [
            ("to the rear", board.Moved(-Loose, 0, 0)), ("to the front", board.Moved(Loose, 0, 0)), ("up", board.Moved(0, -Loose, 0)),
            ("down", board.Moved(0, Loose, 0)), ("to the cover", board.Moved(0, 0, LooseAcross)),
            ("to the base", board.Moved(0, 0, -LooseAcross)),
        ];
        if (shell.Touches(Switch)) yield return "the case is in the way of the key switch";
        foreach ((string way, Box room) in ways)
        {
            if (!shell.Touches(room)) yield return $"the board is loose {way}";
        }
    }

    private IEnumerable<string> OfPart(Body part, Box board)
    {
        if (!heights.TryGetValue(part.Footprint, out (double Above, double Below) height))
        {
            yield return $"heights.csv has no line for {part.Footprint} of {part.Name}";
            yield break;
        }
        double under = board.Least.Z - 0.1, low = under - height.Above - 0.2;
        Box room = part.IsAbove ? Around(part.Least, part.Most, 0.05, height.Above + 0.2) : Around(part.Least, part.Most, low, under);
        if (shell.Touches(room) || pipes.Touches(room)) yield return $"{part.Name} is in the way of the case, {height.Above} mm high";
        if (part.IsAbove && room.Meets(Switch)) yield return $"{part.Name} is in the way of the key switch";
        foreach (Piece[] pin in pads.Where(pad => pad[0].Layer == "*" && pad[0].Name.EndsWith(" of " + part.Name)))
        {
            Corner least = new(pin.Min(side => side.Left), pin.Min(side => side.Top));
            Corner most = new(pin.Max(side => side.Right), pin.Max(side => side.Bottom));
            bool isBlocked = part.IsAbove && shell.Touches(Around(least, most, under - height.Below - 0.2, under));
            if (isBlocked) yield return $"{pin[0].Name} is in the way of the case, {height.Below} mm below the board";
        }
    }

    private IEnumerable<string> OfPlug(
        (string Part, string Face, double Half, double Low, double High) plug, Box board, IReadOnlyList<Body> parts)
    {
        Body part = parts.First(candidate => candidate.Name == plug.Part);
        double half = plug.Half, x = part.Middle.X, y = part.Middle.Y, wide = half == 0 ? (part.Most.X - part.Least.X) / 2 + 0.5 : half;
        Box way = plug.Face switch
        {
            "front" => Box.Of(board.Most.X + 0.2, board.Most.X + 30, y - half, y + half, plug.Low, plug.High),
            "top" => Box.Of(x - wide, x + wide, -30, -0.2, plug.Low, plug.High),
            "bottom" => Box.Of(x - wide, x + wide, board.Most.Y + 0.2, board.Most.Y + 30, plug.Low, plug.High),
            _ => Box.Of(x - half, x + half, y - half, y + half, plug.Low, plug.High),
        };
        if (shell.Touches(way)) yield return $"{plug.Part} is not behind an opening of the {plug.Face}";
        if (plug.Face == "front" && part.Most.X < board.Most.X) yield return $"{plug.Part} does not reach the front";
    }

    private IEnumerable<string> OfLight(Body light, Box board)
    {
        (double x, double y) = (light.Middle.X, light.Middle.Y);
        if (!pipes.Contains(Place(x, y, 1.5)) || !pipes.Contains(Place(x, y, 2.5))) yield return $"no light pipe is above {light.Name}";
        if (!pipes.Contains(Place(board.Most.X + 3.1, y, 3.6))) yield return $"no light pipe of {light.Name} comes to the front";
        Box way = Box.Of(x, board.Most.X + 5, y - 0.7, y + 0.7, 2.9, 4.3);
        if (shell.Touches(way)) yield return $"the case is in the way of {light.Name}'s light";
    }

    private static Box Around(Corner least, Corner most, double low, double high)
    {
        return Box.Of(least.X, most.X, least.Y, most.Y, low, high);
    }

    private static Vector3 Place(double x, double y, double z)
    {
        return new Vector3((float)x, (float)y, (float)z);
    }
}
