using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Routing;

namespace EdgeGuard.Hardware.Tests;

/// <summary>The router on boards of 10 x 10 mm.</summary>
[TestClass]
public sealed class RouterTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-router").FullName;

    [TestInitialize]
    public void Write()
    {
        Table("domains.csv", "net,domain", "BUS,OTHER");
        Table("outline.csv", "what,corners", "board,0/0 10/0 10/10 0/10");
        Table("regions.csv", "domain,corners", "LOGIC,0/0 10/0 10/10 0/10");
        Table("widths.csv", "net,width", "WIDE,0.5");
        Table("zones.csv", "net,layers,pads,corners", "GND,G,thermal,0/0 10/0 10/10 0/10");
    }

    [TestCleanup]
    public void Remove()
    {
        Directory.Delete(_folder, true);
    }

    [TestMethod]
    public void Nets_that_cross_are_joined_and_apart()
    {
        Router router = Routed([Pad("ACROSS", 1, 5), Pad("ACROSS", 9, 5), Pad("DOWN", 5, 1), Pad("DOWN", 5, 9)]);
        Assert.AreEqual(0, router.Missing.Count);
        IReadOnlyList<Piece> copper = Copper(router);
        Assert.AreEqual("", string.Join('\n', TooNear(copper)));
        Assert.IsTrue(copper.Any(piece => piece.Name == "a via"));
        foreach (string net in new[] { "ACROSS", "DOWN" }) Assert.IsTrue(copper.Any(piece => piece.Net == net), net);
    }

    [TestMethod]
    public void Copper_of_two_nets_that_touches_is_found_by_what_the_others_measure()
    {
        Piece[] copper = [Track("A", 0, 0, 1, 1), Track("B", 1, 1.2, 2, 1.2)];
        Assert.AreEqual(1, TooNear(copper).Count());
    }

    [TestMethod]
    public void Behind_a_wall_a_net_is_left_open_and_said_to_be()
    {
        double[][] wall = [[4.5, 0], [5.5, 0], [5.5, 10], [4.5, 10]];
        Router router = Routed([Pad("ACROSS", 1, 5), Pad("ACROSS", 9, 5), Pad("HERE", 1, 1), Pad("HERE", 3, 1)], wall);
        Assert.AreEqual("ACROSS 1", string.Join(' ', router.Missing.Select(net => $"{net.Key} {net.Value}")));
        Assert.IsTrue(Copper(router).All(piece => piece.Net == "HERE"));
    }

    [TestMethod]
    public void The_net_of_a_side_without_a_region_is_not_touched()
    {
        Assert.AreEqual(0, Copper(Routed([Pad("BUS", 1, 5), Pad("BUS", 9, 5)])).Count);
    }

    [TestMethod]
    public void Pads_of_a_plane_get_vias_that_a_drill_can_make_side_by_side()
    {
        Router router = Routed([.. Enumerable.Range(0, 6).Select(i => Pad("GND", 3 + 0.5 * i, 5)), Pad("NEAR", 3, 4), Pad("NEAR", 6, 4)]);
        Assert.AreEqual(0, router.Missing.Count);
        Piece[] vias = [.. Copper(router).Where(piece => piece.Name == "a via" && piece.Net == "GND")];
        Assert.IsTrue(vias.Length > 0);
        for (int i = 0; i < vias.Length; i++)
        {
            for (int j = 0; j < i; j++) Assert.IsTrue(vias[i].Distance(vias[j]) + 0.5 >= 0.549, $"{vias[i].From} and {vias[j].From}");
        }
    }

    [TestMethod]
    public void A_net_has_its_width_and_few_pieces()
    {
        Router router = Routed([Pad("WIDE", 1, 1), Pad("WIDE", 9, 4)]);
        IReadOnlyList<Piece> copper = Copper(router);
        Assert.IsTrue(copper.All(piece => piece.Radius == 0.25));
        Assert.IsTrue(copper.Count <= 2, $"{copper.Count} pieces");
    }

    [TestMethod]
    public void A_net_that_is_routed_anew_goes_round_what_the_others_keep()
    {
        GeometryPad[] pads =
            [Pad("ACROSS", 1, 5), Pad("ACROSS", 9, 5), Pad("DOWN", 5, 1), Pad("DOWN", 5, 9), Pad("OPEN", 1, 1), Pad("OPEN", 3, 1)];
        string[] all = ["net,layer,width,x,y,x2,y2", "ACROSS,F,0.15,1,5,9,5", "DOWN,F,0.15,0,0,1,1", "KEPT,via,,5,3,,"];
        IReadOnlyList<string> kept = Routes.Others(all, ["DOWN"]);
        var router = new Router(new Geometry(pads, [], [.. Routes.Tracks(kept)]), BoardTables.Read(_folder), "DOWN");
        router.Run(TextWriter.Null);
        string[] merged = [.. Routes.Merge(kept, router.Result())];
        Assert.AreEqual(0, router.Missing.Count);
        Assert.AreEqual(all[1], merged[0]);
        Assert.AreEqual(all[3], merged[^1]);
        IReadOnlyList<Piece> copper = Copper(merged);
        Assert.AreEqual("", string.Join('\n', TooNear(copper)));
        Assert.IsTrue(copper.Any(piece => piece.Net == "DOWN" && piece.Layer == "B"));
        Assert.IsFalse(copper.Any(piece => piece.Net == "OPEN"));
    }

    [TestMethod]
    public void A_net_that_the_board_has_not_is_named()
    {
        var board = new Geometry([Pad("ACROSS", 1, 5), Pad("ACROSS", 9, 5)], [], []);
        string said = Assert.ThrowsExactly<ArgumentException>(() => new Router(board, BoardTables.Read(_folder), "ACROS")).Message;
        Assert.AreEqual("the board has no net 'ACROS'", said);
    }

    [TestMethod]
    public void Routes_with_another_head_are_refused()
    {
        Assert.ThrowsExactly<InvalidDataException>(() => Routes.Others(["net,layer", "A,F"], ["A"]));
    }

    private Router Routed(IReadOnlyList<GeometryPad> pads, params double[][][] walls)
    {
        var router = new Router(new Geometry(pads, walls, []), BoardTables.Read(_folder));
        router.Run(TextWriter.Null);
        return router;
    }

    private void Table(string name, params string[] lines)
    {
        File.WriteAllLines(Path.Combine(_folder, name), lines);
    }

    private static GeometryPad Pad(string net, double x, double y)
    {
        double[][] corners = [[x - 0.15, y - 0.3], [x + 0.15, y - 0.3], [x + 0.15, y + 0.3], [x - 0.15, y + 0.3]];
        return new GeometryPad($"{net} {x:0.0} {y:0.0}", "1", net, "F", corners, x, y, 0);
    }

    private static IReadOnlyList<Piece> Copper(Router router)
    {
        return Copper(router.Result());
    }

    private static IReadOnlyList<Piece> Copper(IEnumerable<string> lines)
    {
        return [.. lines.Select(line => line.Split(',')).Select(cells => cells[1] == "via" ? Via(cells) : Segment(cells))];
    }

    private static Piece Via(string[] cells)
    {
        var at = new Corner(Cells.Number(cells[3]), Cells.Number(cells[4]));
        return new Piece("a via", cells[0], "*", at, at, 0.25);
    }

    private static Piece Segment(string[] cells)
    {
        double[] numbers = [.. cells[2..].Select(Cells.Number)];
        return new Piece("a track", cells[0], cells[1], new(numbers[1], numbers[2]), new(numbers[3], numbers[4]), numbers[0] / 2);
    }

    private static Piece Track(string net, double x, double y, double x2, double y2)
    {
        return new Piece("a track", net, "F", new Corner(x, y), new Corner(x2, y2), 0.1);
    }

    private static IEnumerable<string> TooNear(IReadOnlyList<Piece> copper)
    {
        return copper.SelectMany(piece => copper.Where(other => string.CompareOrdinal(piece.Net, other.Net) < 0 && piece.SharesLayer(other)
            && piece.Distance(other) < 0.15).Select(other => $"{piece} and {other}"));
    }
}
