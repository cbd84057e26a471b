using System.Linq;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>A module's table, put together of its reports.</summary>
[TestClass]
public sealed class ModuleTrafficTests
{
    private readonly ModuleTraffic _traffic = new("plant", "press", ReportingModule.Stream(1));
    private readonly ReportingModule _module = new(ReportingModule.Stream(1), rows: 16);

    [TestMethod]
    public void A_row_that_comes_again_takes_the_place_of_what_it_told_before()
    {
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 3).Ask(ReportingModule.Hmi, "03 unit 1 address 20-29");
        Take(_module.ReportOnce());
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 2);
        Take(_module.ReportOnce());
        Assert.AreEqual("0: 5, 20: 1", Rows());
        Assert.AreEqual(0, _traffic.RowsUntold);
    }

    [TestMethod]
    public void The_same_certificate_with_another_role_is_another_client()
    {
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9");
        _module.Ask(ReportingModule.Tls("CN=hmi-1", "10.0.0.5", "Engineer", "ab12"), "03 unit 1 address 0-9", 2);
        Take(_module.ReportOnce());
        Assert.AreEqual("0: 1, 0: 2", Rows());
    }

    [TestMethod]
    public void What_was_not_told_since_the_first_report_is_counted()
    {
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").Ask(ReportingModule.Hmi, "03 unit 1 address 20-29");
        _module.Report();
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9");
        Take(_module.ReportOnce());
        Assert.AreEqual(1, _traffic.RowsUntold);
        Assert.AreEqual(0L, _traffic.MissingReports, "what came before the first that was heard is not missing");
        _module.Connected();
        Take(_module.ReportOnce());
        Assert.AreEqual(0, _traffic.RowsUntold);
    }

    [TestMethod]
    public void Reports_that_do_not_come_are_counted_and_those_that_come_twice_or_late_change_nothing()
    {
        byte[] first = Next(1);
        Next(2);
        byte[] third = Next(3);
        Take(first);
        Take(third);
        Assert.AreEqual(1L, _traffic.MissingReports);
        Assert.IsFalse(_traffic.Take(Decode(third)));
        Assert.IsFalse(_traffic.Take(Decode(first)));
        Assert.AreEqual("0: 6", Rows());
        Assert.AreEqual(1L, _traffic.MissingReports);
    }

    [TestMethod]
    public void A_row_of_several_polls_takes_the_place_of_all_that_lie_within_it_and_of_no_others()
    {
        for (int i = 0; i < 16; i++) _module.Ask(ReportingModule.Hmi, $"03 unit 1 address {i * 100}");
        Take(_module.ReportOnce());
        Assert.HasCount(16, _traffic.Rows);
        // Heard of last, it is not what has to go for being old.
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0");
        Take(_module.ReportOnce());
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 5");
        Take(_module.ReportOnce());
        Assert.HasCount(16, _traffic.Rows);
        Assert.HasCount(1, _traffic.Rows.Where(row => row.Address == 0).ToArray());
        TrafficRow merged = _traffic.Rows.Single(row => row.MergedRows > 1);
        Assert.AreEqual((0, 6, 3L), (merged.Address, merged.Quantity, merged.Requests));
    }

    [TestMethod]
    public void A_table_that_was_emptied_is_forgotten_as_far_as_it_is_gone()
    {
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 3).Ask(ReportingModule.Hmi, "03 unit 1 address 20-29");
        Take(_module.ReportOnce());
        _module.Reset();
        _module.Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 7");
        Take(_module.ReportOnce());
        Assert.AreEqual("40: 1", Rows());
    }

    [TestMethod]
    public void After_a_start_that_lost_an_hour_the_smaller_count_is_the_one_that_counts()
    {
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 9);
        Take(_module.ReportOnce());
        var again = new ReportingModule(ReportingModule.Stream(1), boot: 8);
        again.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 4);
        byte[] first = again.ReportOnce();
        Take(first);
        Assert.AreEqual("0: 4", Rows());
        _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 9);
        Assert.IsFalse(_traffic.Take(Decode(_module.ReportOnce())), "a report of the start before");
        Assert.AreEqual(0L, _traffic.MissingReports);
    }

    private byte[] Next(int times) => _module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", times).ReportOnce();

    private void Take(byte[] message) => Assert.IsTrue(_traffic.Take(Decode(message)));

    private string Rows() => string.Join(
        ", ", _traffic.Rows.OrderBy(row => row.Address).ThenBy(row => row.Requests).Select(row => $"{row.Address}: {row.Requests}"));

    private static TrafficReport Decode(byte[] message) => TrafficReport.Decode(message, 0, message.Length, out _)!;
}
