using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Testing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The case that hardware/case makes has room for the board that is committed, and holds it; every rule has a board or a case that
/// breaks it.</summary>
[TestClass]
public sealed class CaseTests
{
    private static readonly Lazy<string> Folder = new(Make);
    private static readonly BoardFile File = BoardFile.Read();
    private static readonly IReadOnlyDictionary<string, (double Above, double Below)> Heights = CaseFit.Heights();

    private static Box Board => Box.Of(
        File.Edges.Min(edge => edge.Left), File.Edges.Max(edge => edge.Right), File.Edges.Min(edge => edge.Top),
        File.Edges.Max(edge => edge.Bottom), -File.Thickness, 0);

    private static Mesh Shell => Solid("base").With(Solid("cover"));

    [ClassCleanup]
    public static void Remove()
    {
        if (Folder.IsValueCreated) Directory.Delete(Folder.Value, true);
    }

    [TestMethod]
    public void The_board_fits_and_is_held_and_every_connector_button_and_light_is_reached()
    {
        Assert.AreEqual("", Said(Board, File.Bodies));
    }

    [TestMethod]
    public void A_board_that_is_larger_does_not_fit_and_a_smaller_one_is_loose()
    {
        StringAssert.Contains(Said(Board.Grown(0.2f, 0, 0), File.Bodies), "the board does not go into the grooves");
        string loose = Said(Board.Grown(-1, -1, -0.3f), File.Bodies);
        foreach (string way in (string[])["to the rear", "to the front", "up", "down", "to the cover", "to the base"])
        {
            StringAssert.Contains(loose, "the board is loose " + way);
        }
    }

    [TestMethod]
    [DataRow("J301", 0, 2, "J301 is not behind an opening of the front")]
    [DataRow("J401", 0, -2, "J401 is not behind an opening of the front")]
    [DataRow("J901", -2, 0, "J901 does not reach the front")]
    [DataRow("J101", 1, 0, "J101 is not behind an opening of the top")]
    [DataRow("J501", 1, 0, "J501 is not behind an opening of the bottom")]
    [DataRow("J601", -1, 0, "J601 is not behind an opening of the bottom")]
    [DataRow("SW1001", 1.5, 0, "SW1001 is not behind an opening of the side")]
    [DataRow("SW1101", 0, 1.5, "SW1101 is not behind an opening of the side")]
    [DataRow("D1002", -2, 0, "no light pipe is above D1002")]
    [DataRow("D1003", 0, 1.5, "the case is in the way of D1003's light")]
    [DataRow("C101", -8.65, -4, "C101 is in the way of the case")]
    public void A_part_that_is_moved_is_found(string part, double x, double y, string fault)
    {
        StringAssert.Contains(Said(Board, [.. File.Bodies.Select(body => body.Name == part ? body.Moved(x, y) : body)]), fault);
    }

    [TestMethod]
    public void A_part_that_is_too_high_is_found_on_either_face()
    {
        StringAssert.Contains(Said(Board, File.Bodies, "Relay_DPDT_Omron_G6K-2F-Y", 34), "K801 is in the way of the case, 34 mm high");
        StringAssert.Contains(Said(Board, File.Bodies, "SOIC-20W_7.5x12.8mm_P1.27mm", 12), "U601 is in the way of the key switch");
        StringAssert.Contains(Said(Board, File.Bodies, "LQFP-48_7x7mm_P0.5mm", 5.1), "U401 is in the way of the case, 5.1 mm high");
    }

    [TestMethod]
    public void Every_footprint_has_one_height_and_every_height_a_footprint()
    {
        string[] footprints = [.. FootprintList.Read(Folders.Footprints).Lines.Select(line => line.Footprint).Distinct()];
        CollectionAssert.AreEquivalent(footprints, Heights.Keys.ToArray());
    }

    [TestMethod]
    public void Copper_and_rail_are_apart_with_a_wall_between()
    {
        Assert.AreEqual("", string.Join('\n', Case(Shell, Heights).FaultsAtRail(File.Copper)));
    }

    [TestMethod]
    public void Copper_near_the_rail_and_a_hole_towards_it_are_found()
    {
        var stray = new Piece("a stray track", "LINE1_A", "F.Cu", new Corner(-1, 50), new Corner(2, 50), 0.1);
        StringAssert.Contains(
            string.Join('\n', Case(Shell, Heights).FaultsAtRail([stray])), "a stray track (LINE1_A) is 5.0 mm from the rail");
        var open = new Mesh([.. Shell.Triangles.Where(triangle => triangle.Max(corner => corner.X) > 1.5)]);
        StringAssert.Contains(string.Join('\n', Case(open, Heights).FaultsAtRail([])), "no wall is between board and rail at 50");
    }

    [TestMethod]
    public void The_drawing_and_the_solids_as_STEP_are_made_too()
    {
        string step = System.IO.File.ReadAllText(Path.Combine(Folder.Value, "case.step"));
        StringAssert.StartsWith(step, "ISO-10303-21;");
        foreach (string part in (string[])["base", "cover", "foot", "pipes"]) StringAssert.Contains(step, $"PRODUCT('{part}'");
        Assert.AreEqual(
            System.IO.File.ReadAllText(Path.Combine(Folders.Case, "case.svg")),
            System.IO.File.ReadAllText(Path.Combine(Folder.Value, "case.svg")),
            "node hardware/case/case.mjs FOLDER makes case.svg");
    }

    private static string Said(Box board, IReadOnlyList<Body> parts)
    {
        return string.Join('\n', Case(Shell, Heights).Faults(board, parts));
    }

    private static string Said(Box board, IReadOnlyList<Body> parts, string footprint, double above)
    {
        var changed = new Dictionary<string, (double Above, double Below)>(Heights) { [footprint] = (above, 0) };
        return string.Join('\n', Case(Shell, changed).Faults(board, parts));
    }

    private static CaseFit Case(Mesh shell, IReadOnlyDictionary<string, (double Above, double Below)> heights)
    {
        return new CaseFit(shell, Solid("pipes"), heights, File.Pads);
    }

    private static Mesh Solid(string name)
    {
        return Mesh.Read(Path.Combine(Folder.Value, name + ".stl"), Board.Most.Y);
    }

    private static string Make()
    {
        string node = PeerProgram.Find("node", "nodejs");
        foreach (string package in (string[])["replicad", "replicad-opencascadejs"]) PeerProgram.FindNodePackage(package, "1.1.0");
        string folder = Directory.CreateTempSubdirectory("edgeguard-case").FullName;
        Run run = Run.Of(node, Folders.Case, "case.mjs", folder);
        Assert.AreEqual(0, run.ExitCode, run.Output);
        return folder;
    }
}
