using System;
using System.Diagnostics;
using System.Linq;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Bench;

[TestClass]
public sealed class MeasurementTests
{
    [TestMethod]
    public void What_a_proxy_used_is_told_for_a_request()
    {
        Measurement m = Measurement.Of(Latencies(100, 100, 100, 500), seconds: 2, new ThreadUse(0.0004, 6, 2));
        Assert.AreEqual(2, m[Figure.Rps]);
        Assert.AreEqual(100, m[Figure.Cpu], 1e-9);
        Assert.AreEqual(2, m[Figure.Switches]);
        Assert.AreEqual(1.5, m[Figure.VoluntarySwitches]);
        Assert.AreEqual(0.5, m[Figure.InvoluntarySwitches]);
        Assert.AreEqual(200, m[Figure.Mean], 1e-9);
        Assert.AreEqual(500, m[Figure.Longest], 1e-9);
        Assert.AreEqual(2.5, m[Figure.LongestByMean], 1e-9);
        Assert.AreEqual(double.NaN, m[Figure.SystemCalls], "counted elsewhere");
    }

    [TestMethod]
    public void Latencies_of_several_clients_have_one_mean_and_one_longest()
    {
        LatencyHistogram all = Latencies(10, 20);
        all.Add(Latencies(90));
        Assert.AreEqual(3, all.Count);
        Assert.AreEqual(40, all.Mean, 1e-9);
        Assert.AreEqual(90, all.Longest, 1e-9);
    }

    [TestMethod]
    public void A_median_is_the_middle_of_those_that_measured_it()
    {
        Measurement m = Measurement.Median([Rps(1), Rps(5), Rps(2), new Measurement { [Figure.Threads] = 7 }]);
        Assert.AreEqual(2, m[Figure.Rps]);
        Assert.AreEqual(7, m[Figure.Threads]);
        Assert.AreEqual(double.NaN, m[Figure.P99]);
        Assert.AreEqual(3, Measurement.Median([Rps(1), Rps(5)])[Figure.Rps]);
    }

    [TestMethod]
    public void A_round_in_which_nobody_was_answered_measured_nothing_but_that()
    {
        var none = Measurement.Of(Latencies(), 0.1, default);
        Assert.AreEqual(0, none[Figure.Rps]);
        foreach (Figure figure in Enum.GetValues<Figure>().Where(figure => figure != Figure.Rps))
        {
            Assert.AreEqual(double.NaN, none[figure], $"{figure}");
        }
    }

    [TestMethod]
    public void A_ratio_is_one_figure_over_the_same_of_another()
    {
        Measurement ratio = Rps(3).With(Figure.SystemCalls, 5).Over(Rps(4).With(Figure.SystemCalls, 10));
        Assert.AreEqual(0.75, ratio[Figure.Rps]);
        Assert.AreEqual(0.5, ratio[Figure.SystemCalls]);
        Assert.AreEqual(double.NaN, ratio[Figure.Cpu]);
    }

    [TestMethod]
    public void Every_figure_has_its_words_in_its_own_row_and_a_key_of_its_own()
    {
        FigureRow[] rows = [.. Enum.GetValues<Figure>().Select(FigureTable.Of)];
        Assert.HasCount(FigureTable.Count, rows);
        CollectionAssert.AreEqual(Enum.GetValues<Figure>(), rows.Select(row => row.Figure).ToArray());
        Assert.HasCount(rows.Length, rows.Select(row => row.Key).Distinct());
        Assert.HasCount(rows.Length, rows.Select(row => row.RatioKey).Distinct());
        foreach (FigureRow row in rows) Assert.IsLessThan(row.Width, row.Head.Length, row.Head);
    }

    private static Measurement Rps(double value) => new() { [Figure.Rps] = value };

    private static LatencyHistogram Latencies(params int[] microseconds)
    {
        var latencies = new LatencyHistogram();
        foreach (int us in microseconds) latencies.Add(us * Stopwatch.Frequency / 1_000_000);
        return latencies;
    }
}
