using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Board.Layout;
using Sexp = EdgeGuard.Board.Writing.Node;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The outline of a mounted part, as a rectangle on the board in millimetres.</summary>
/// <param name="Name">The part.</param>
/// <param name="Footprint">What it is soldered to.</param>
/// <param name="IsAbove">Whether it is on the upper face.</param>
/// <param name="Least">The corner next to the board's upper left one.</param>
/// <param name="Most">The one across.</param>
internal sealed record Body(string Name, string Footprint, bool IsAbove, Corner Least, Corner Most)
{
    internal Corner Middle => new((Least.X + Most.X) / 2, (Least.Y + Most.Y) / 2);

    internal static Body Of(Sexp part)
    {
        string name = part.All("property").First(property => property.Text() == "Reference").Text(1);
        Sexp at = part.Find("at")!;
        double turn = at.Items.Count > 2 ? at.Number(2) : 0;
        Corner origin = BoardFile.At(at);
        Corner[] corners = [.. Outline(part).Select(corner => BoardFile.Turn(corner, turn))
            .Select(corner => new Corner(origin.X + corner.X, origin.Y + corner.Y))];
        string footprint = part.Text();
        return new Body(
            name, footprint[(footprint.IndexOf(':') + 1)..], part.Find("layer")!.Text() == "F.Cu",
            new Corner(corners.Min(corner => corner.X), corners.Min(corner => corner.Y)),
            new Corner(corners.Max(corner => corner.X), corners.Max(corner => corner.Y)));
    }

    internal Body Moved(double x, double y)
    {
        return this with { Least = new Corner(Least.X + x, Least.Y + y), Most = new Corner(Most.X + x, Most.Y + y) };
    }

    private static IEnumerable<Corner> Outline(Sexp part)
    {
        IEnumerable<Sexp> drawn = part.Items.OfType<Sexp>()
            .Where(item => item.Word is "fp_line" or "fp_rect" or "fp_arc" or "fp_poly" or "fp_circle")
            .Where(item => item.Find("layer")!.Text().EndsWith(".Fab"));
        foreach (Sexp item in drawn)
        {
            foreach (string end in (string[])["start", "mid", "end"])
            {
                if (item.Find(end) is Sexp at) yield return BoardFile.At(at);
            }
            foreach (Sexp at in item.Find("pts")?.All("xy") ?? []) yield return BoardFile.At(at);
        }
    }
}
