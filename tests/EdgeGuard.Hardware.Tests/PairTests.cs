using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EdgeGuard.Hardware.Tests;

/// <summary>Ethernet's pairs and the PHY's clock on the committed board are what they should be by calculation.</summary>
[TestClass]
public sealed class PairTests
{
    private static readonly (string Plus, string Minus)[] Ethernet =
    [
        ("Net-(D301-D1-)", "Net-(D301-D1+)"), ("Net-(D301-D2-)", "Net-(D301-D2+)"),
        ("Net-(D401-D1-)", "Net-(D401-D1+)"), ("Net-(D401-D2-)", "Net-(D401-D2+)"),
    ];

    private static Stackup Layers => Stackup.Read(File.ReadAllText(Path.Combine(Folders.Board, "stackup.txt")));

    [TestMethod]
    public void The_ethernet_pairs_have_a_hundred_ohms()
    {
        double[] widths = [.. BoardFile.Read().Tracks.Where(track => IsEthernet(track.Net)).Select(track => 2 * track.Radius).Distinct()];
        Assert.AreEqual(1, widths.Length, "one width");
        Assert.AreEqual(100, Layers.Pair(widths[0], Stackup.Gap), 5);
    }

    [TestMethod]
    public void The_processors_clock_has_fifty_ohms_and_is_short()
    {
        Piece[] clock = [.. BoardFile.Read().Tracks.Where(track => track.Net == "ETH_CLK")];
        Assert.IsTrue(clock.Length > 0);
        foreach (Piece track in clock) Assert.AreEqual(50, Layers.Single(2 * track.Radius), 5);
        Assert.IsTrue(clock.Sum(track => track.Length) < 60, $"{clock.Sum(track => track.Length):0.0} mm");
    }

    [TestMethod]
    public void A_track_of_the_usual_width_has_neither()
    {
        Assert.IsTrue(Layers.Pair(0.15, Stackup.Gap) > 110);
        Assert.IsTrue(Layers.Single(0.15) > 65);
    }

    [TestMethod]
    public void The_lines_of_a_pair_differ_by_less_than_five_millimetres_and_are_short()
    {
        IReadOnlyList<Piece> tracks = BoardFile.Read().Tracks;
        foreach ((string plus, string minus) in Ethernet) Assert.AreEqual("", Difference(tracks, plus, minus));
    }

    [TestMethod]
    public void A_line_that_goes_a_long_way_round_is_found()
    {
        (string plus, string minus) = Ethernet[0];
        Piece[] tracks = [.. BoardFile.Read().Tracks];
        Piece round = tracks.First(track => track.Net == plus) with { From = new(0, 0), To = new(0, 6) };
        StringAssert.StartsWith(Difference([.. tracks, round], plus, minus), plus);
    }

    private static bool IsEthernet(string net)
    {
        return Ethernet.Any(pair => pair.Plus == net || pair.Minus == net);
    }

    private static string Difference(IReadOnlyList<Piece> tracks, string plus, string minus)
    {
        double length = LengthOf(tracks, plus), other = LengthOf(tracks, minus);
        bool isGood = length is > 5 and < 40 && other is > 5 and < 40 && double.Abs(length - other) < 5;
        return isGood ? "" : $"{plus} {length:0.0} mm, {minus} {other:0.0} mm";
    }

    private static double LengthOf(IEnumerable<Piece> tracks, string net)
    {
        return tracks.Where(track => track.Net == net).Sum(track => track.Length);
    }
}
