using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Designators are printed where there is room; README.md names the parts that have none.</summary>
[TestClass]
public sealed class DesignatorTests
{
    private static readonly BoardFile Board = BoardFile.Read();

    private static readonly string[] Parts = [.. Board.Bodies.Select(body => body.Name)];

    private static IReadOnlyList<Designator> Printed => Designator.Read(Parts);

    [TestMethod]
    public void What_is_printed_can_be_read_and_is_on_no_pad_via_edge_or_other_text()
    {
        Assert.AreEqual("", string.Join('\n', Designator.Faults(Printed, Board)));
    }

    [TestMethod]
    public void One_that_is_moved_too_small_on_the_other_face_or_doubled_is_found()
    {
        Designator text = Printed[0], other = Printed.Last(far => far.Layer == text.Layer);
        Piece[] pad = Board.Pads.First(pad => pad[0].Layer == text.Layer);
        string Said(params Designator[] texts) => string.Join('\n', Designator.Faults(texts, Board));
        StringAssert.Contains(Said(text with { At = pad[0].From }), $"{text.Reference} is on pad ");
        StringAssert.Contains(Said(text with { At = Board.Edges[0].From }), $"{text.Reference} is on an edge at ");
        StringAssert.Contains(Said(text with { Height = 0.7 }), text.Reference + " is too small");
        StringAssert.Contains(Said(text with { Layer = text.Layer == "F.Cu" ? "B.Cu" : "F.Cu" }), text.Reference + " is on the other face");
        StringAssert.Contains(Said(text, text), text.Reference + " is printed more than once");
        StringAssert.Contains(Said(text, other with { At = text.At }), $"{text.Reference} is on {other.Reference}");
    }

    [TestMethod]
    public void Two_of_three_are_printed_and_the_readme_names_the_others()
    {
        string[] missing = [.. Parts.Except(Printed.Select(text => text.Reference))];
        Assert.IsLessThanOrEqualTo(Parts.Length / 3, missing.Length, string.Join(' ', missing));
        string readme = File.ReadAllText(Path.Combine(Folders.Hardware, "README.md"));
        StringAssert.Contains(readme, $"{Parts.Length - missing.Length} of {Parts.Length} parts");
        string list = Regex.Match(readme, @"Not printed for want of room:\s+([A-Z0-9\s]+)\.").Groups[1].Value;
        CollectionAssert.AreEquivalent(missing, Regex.Split(list.Trim(), @"\s+"));
    }
}
