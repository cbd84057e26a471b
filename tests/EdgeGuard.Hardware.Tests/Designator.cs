using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Writing;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>A part's designator on the silk screen of the committed board.</summary>
/// <param name="Reference">The part's.</param>
/// <param name="At">Its middle, in millimetres.</param>
/// <param name="Turn">Degrees.</param>
/// <param name="Height">Of a letter, in millimetres.</param>
/// <param name="Layer">Its copper's, as KiCad names it.</param>
internal sealed record Designator(string Reference, Corner At, double Turn, double Height, string Layer)
{
    // KiCad's own letters: none of a designator is wider.
    private const double Advance = 0.98;

    private const double LeastHeight = 0.8;

    internal static IReadOnlyList<Designator> Read(IEnumerable<string> parts)
    {
        Sexp board = NodeReader.Read(File.ReadAllText(BoardFile.Location));
        return [.. board.All("gr_text").Where(text => parts.Contains(text.Text())).Select(Of)];
    }

    /// <summary>One line for each that is too small, lies on a pad, a via or the edge, or is on
    /// the wrong face.</summary>
    internal static IEnumerable<string> Faults(IReadOnlyList<Designator> texts, BoardFile board)
    {
        Dictionary<string, Body> bodies = board.Bodies.ToDictionary(body => body.Name);
        foreach (Designator text in texts)
        {
            Piece[] frame = [.. text.Frame()];
            string? met = text.Met(frame, board);
            if (text.Height < LeastHeight) yield return text.Reference + " is too small";
            if (met != null) yield return $"{text.Reference} is on {met}";
            if (bodies[text.Reference].IsAbove != (text.Layer == "F.Cu")) yield return text.Reference + " is on the other face";
        }
        foreach (IGrouping<string, Designator> several in texts.GroupBy(text => text.Reference).Where(group => group.Count() > 1))
        {
            yield return several.Key + " is printed more than once";
        }
        for (int i = 0; i < texts.Count; i++)
        {
            foreach (Designator other in texts.Skip(i + 1).Where(other => other.Layer == texts[i].Layer && texts[i].IsOn(other)))
            {
                yield return $"{texts[i].Reference} is on {other.Reference}";
            }
        }
    }

    private static Designator Of(Sexp text)
    {
        Sexp at = text.Find("at")!;
        string layer = text.Find("layer")!.Text() == "B.SilkS" ? "B.Cu" : "F.Cu";
        double height = text.Find("effects")!.Find("font")!.Find("size")!.Number();
        return new Designator(text.Text(), BoardFile.At(at), at.Items.Count > 2 ? at.Number(2) : 0, height, layer);
    }

    private double HalfWidth => (IsUpright ? Height : Reference.Length * Advance * Height) / 2;

    private double HalfHeight => (IsUpright ? Reference.Length * Advance * Height : Height) / 2;

    private bool IsUpright => Math.Abs(Turn) % 180 > 45;

    private string? Met(Piece[] frame, BoardFile board)
    {
        Piece? near = board.Pads.SelectMany(pad => pad).Concat(board.Vias).Concat(board.Edges)
            .FirstOrDefault(piece => (piece.Layer == "*" || piece.Layer == Layer) && Covers(piece, frame));
        return near == null ? null : $"{near.Name} at {near.From.X:0.0}, {near.From.Y:0.0}";
    }

    private bool Covers(Piece piece, Piece[] frame)
    {
        bool isWithin = Math.Abs(piece.From.X - At.X) < HalfWidth && Math.Abs(piece.From.Y - At.Y) < HalfHeight;
        return isWithin || frame.Any(side => side.Distance(piece) < 0);
    }

    private bool IsOn(Designator other)
    {
        return Math.Abs(At.X - other.At.X) < HalfWidth + other.HalfWidth && Math.Abs(At.Y - other.At.Y) < HalfHeight + other.HalfHeight;
    }

    private IEnumerable<Piece> Frame()
    {
        Corner[] corners =
        [
            new Corner(At.X - HalfWidth, At.Y - HalfHeight), new Corner(At.X + HalfWidth, At.Y - HalfHeight),
            new Corner(At.X + HalfWidth, At.Y + HalfHeight), new Corner(At.X - HalfWidth, At.Y + HalfHeight),
        ];
        return Piece.Edge("the text", "", Layer, corners);
    }
}
