using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>Charts say what was counted, at its time, to a scale that can be read.</summary>
[TestClass]
public sealed class ChartBarsTests
{
    private const long Now = 1_800_000_000_000;

    [TestMethod]
    public void The_last_hours_are_there_also_those_in_which_there_was_nothing()
    {
        const long Hour = Now / HourSum.Ms;
        HourSum[] sums =
        [
            new(Hour, EventCode.RequestRefused, 3), new(Hour, EventCode.LoginFailed, 2), new(Hour - 47, EventCode.RequestRefused, 1),
            new(Hour - 48, EventCode.RequestRefused, 99),
        ];
        IReadOnlyList<ChartBar> bars = ChartBars.OfHours(sums, Now);
        Assert.HasCount(ChartBars.Hours, bars);
        Assert.AreEqual((5L, 1L, 6L), (bars[^1].All, bars[0].All, bars.Sum(bar => bar.All)));
        Assert.AreEqual(Hour * HourSum.Ms, bars[^1].At);
    }

    [TestMethod]
    public void What_counters_grew_by_is_that_of_their_quarter_and_a_start_between_is_nothing()
    {
        MetricsView[] told =
        [
            Told(0, 1, 10, 1), Told(1, 1, 15, 2), Told(16, 1, 17, 2), Told(17, 2, 3, 0), Told(18, 2, 5, 9), Told(-16, 2, 90, 0),
        ];
        IReadOnlyList<ChartBar> bars = ChartBars.OfCounters([.. told.Take(5)], "requests", "refused");
        Assert.AreEqual("5/1 4/4", string.Join(' ', bars.Select(bar => $"{bar.All}/{bar.Some}")), "some is no more than all");
        Assert.IsEmpty(ChartBars.OfCounters([told[0]], "requests"), "one message is no growth");
        Assert.IsEmpty(ChartBars.OfCounters([], "requests"));
        Assert.HasCount(1, ChartBars.OfCounters([told[4], told[5]], "requests"), "a clock that went back");
        MetricsView[] wrapped = [Told(0, 1, uint.MaxValue, 0), Told(1, 1, 4, 0)];
        Assert.AreEqual(5, ChartBars.OfCounters(wrapped, "requests").Single().All);
        MetricsView[] years = [Told(-9_000_000, 1, 1, 0), Told(0, 1, 2, 0)];
        Assert.HasCount(96, ChartBars.OfCounters(years, "requests"));
    }

    [TestMethod]
    public void What_one_took_on_average_is_that_of_its_quarter_and_never_0_where_there_was_one()
    {
        MetricsView[] told = [Told(0, 1, 10, 100), Told(1, 1, 13, 120), Told(16, 1, 17, 121), Told(31, 1, 17, 121), Told(46, 2, 5, 5)];
        IReadOnlyList<ChartBar> bars = ChartBars.OfMeans(told, "requests", "refused");
        Assert.AreEqual("7 1 0 0", string.Join(' ', bars.Select(bar => bar.All)));
        Assert.IsTrue(bars.All(bar => bar.Some == 0 && bar.At % ChartBars.QuarterMs == 0));
        Assert.IsEmpty(ChartBars.OfMeans([told[0]], "requests", "refused"));
    }

    [TestMethod]
    [DataRow(0L, 1L)]
    [DataRow(1L, 1L)]
    [DataRow(3L, 5L)]
    [DataRow(11L, 20L)]
    [DataRow(200L, 200L)]
    [DataRow(501L, 1000L)]
    [DataRow(long.MaxValue, long.MaxValue)]
    public void The_top_is_a_round_number_above_all(long most, long top) =>
        Assert.AreEqual(top, ChartBars.Top([new ChartBar(0, most)]));

    [TestMethod]
    public void Each_bar_is_as_high_as_its_number_and_what_is_there_is_seen()
    {
        ChartBar[] bars = [new(0, 100, 50), new(1, 0), new(2, 1)];
        Assert.AreEqual("M0.1 100v-100h.8v100zM2.1 100v-1h.8v1z", ChartBars.Path(bars, bar => bar.All));
        Assert.AreEqual("M0.1 100v-50h.8v50z", ChartBars.Path(bars, bar => bar.Some));
    }

    private static MetricsView Told(int minute, int boot, long requests, long refused) => new(
        Now / ChartBars.QuarterMs * ChartBars.QuarterMs + minute * 60_000L,
        new MetricsReport(boot, 1000, 0, new Dictionary<string, long> { ["requests"] = requests, ["refused"] = refused }));
}
