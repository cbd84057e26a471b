using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A line of needles.csv: where a test jig's needle reaches a net, on the lower face.</summary>
/// <param name="Point">Its name.</param>
/// <param name="Net">The net.</param>
/// <param name="At">Its middle, in millimetres.</param>
internal sealed record Needle(string Point, string Net, Corner At)
{
    /// <summary>The least from middle to middle that needles of 1.9 mm with their sleeves want, in millimetres.</summary>
    internal const double Pitch = 2.54;

    private const double Diameter = 1.0;

    // The fabricator's 0.15 mm, and what keeps a needle that is beside its place from a part's solder.
    private const double Apart = 0.15;
    private const double FromPads = 0.25;

    internal static IReadOnlyList<Needle> Read()
    {
        return [.. File.ReadLines(Path.Combine(Folders.Board, "needles.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => new Needle(cells[0], cells[1], new Corner(Cells.Number(cells[2]), Cells.Number(cells[3]))))];
    }

    /// <summary>One line for each needle that has no pad of its size and net, or something too near.</summary>
    internal static IEnumerable<string> Faults(IReadOnlyList<Needle> needles, BoardFile board)
    {
        for (int i = 0; i < needles.Count; i++)
        {
            Needle needle = needles[i];
            foreach (string fault in needle.Faults(board)) yield return $"{needle.Point}: {fault}";
            Needle? near = needles.Skip(i + 1).FirstOrDefault(other => needle.Round(Pitch).Distance(other.Round(0)) < -1e-6);
            if (near != null) yield return $"{needle.Point}: too near to {near.Point}";
        }
    }

    private IEnumerable<string> Faults(BoardFile board)
    {
        Piece[]? pad = board.Pads.FirstOrDefault(sides => sides[0].Name.EndsWith(" of " + Point));
        if (pad is not [{ Layer: "B.Cu" }])
        {
            yield return "no pad on the lower face";
            yield break;
        }
        if (pad[0].Net != Net) yield return $"the board has it at {pad[0].Net}";
        if (pad[0].Radius < Diameter / 2 - 1e-6) yield return "its pad is too small";
        if (Round(0).Distance(pad[0] with { Radius = 0 }) > 1e-3) yield return "the board has it elsewhere";
        Piece place = Round(Diameter / 2);
        Piece? stranger = board.Copper.Except(pad)
            .FirstOrDefault(piece => piece.Net != Net && place.SharesLayer(piece) && place.Distance(piece) < Apart - 1e-3);
        if (stranger != null) yield return $"{stranger.Name} ({stranger.Net}) is too near";
        Piece? solder = board.Pads.Where(sides => sides != pad).SelectMany(sides => sides)
            .FirstOrDefault(side => place.SharesLayer(side) && place.Distance(side) < FromPads);
        if (solder != null) yield return solder.Name + " is too near";
        bool isJoined = board.Tracks.Concat(board.Vias)
            .Any(piece => piece.Net == Net && place.SharesLayer(piece) && place.Distance(piece) < 0);
        if (!isJoined) yield return "no track or via of its net is below it";
    }

    private Piece Round(double radius)
    {
        return new Piece(Point, Net, "B.Cu", At, At, radius);
    }
}
