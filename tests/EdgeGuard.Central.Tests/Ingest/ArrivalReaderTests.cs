using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class ArrivalReaderTests
{
    private const string State =
        """
        {"online":true,"boot":4,"connection":2,"stream":"00112233445566778899aabbccddeeff","mode":"enforce","isolated":false,
        "policy":{"name":"pump","version":7,"hash":""},"generation":3,
        "plc":[{"name":"PLC at 10.0.0.9:502","state":"answers","trouble":false,"since":0,"silentUnits":[3]}]}
        """;

    private static readonly string[] Levels = ["events", "state", "inventory", "metrics", "ack", ""];

    [TestMethod]
    public void What_the_module_s_own_writer_says_is_read()
    {
        var inventory = new Inventory("0.1.0", "linux", "10.0.0.9:502", [new ListenerStatus(PeerTransport.Plain, "0.0.0.0:502")]);
        var status = new ModuleStatus(new byte[16], 1, inventory);
        StateReport state = StateReport.Read(Report.Online(status, 5), out string problem)!;
        Assert.AreEqual("", problem);
        Assert.AreEqual("enforce", state.Mode);
        Assert.AreEqual(5, state.Connection);
        Assert.IsTrue(StateReport.Read(Report.Offline(status, 5, stopped: true), out _)!.IsStopped);
        Assert.IsFalse(StateReport.Read(Report.Present(status, 5), out _)!.IsWhole);
        Assert.IsTrue(InventoryReport.Read(Report.Inventory(inventory), out problem)!.IsUnsafe, problem);
        UnitStatus[] units = [
            new UnitStatus(1, UnitStatus.Answers, ["Acme", "", "v2", "", "", "", ""])
            {
                FirstSeen = 5, LastSeen = 9, ToldAt = 7, ServerId = "09ff",
            },
            new UnitStatus(200, UnitStatus.Unknown, ["", "", "", "", "", "", ""])];
        InventoryReport told = InventoryReport.Read(Report.Inventory(inventory, units), out problem)!;
        Assert.AreEqual("", problem);
        Assert.AreEqual("1 answers Acme, v2 5 9 7 09ff", string.Join(' ', told.Units[0].Unit, told.Units[0].State, told.Units[0].Said,
            told.Units[0].FirstSeen, told.Units[0].LastSeen, told.Units[0].ToldAt, told.Units[0].ServerId));
        Assert.AreEqual(200, told.Units[1].Unit);
        Assert.IsNull(InventoryReport.Read(Report.Inventory(inventory, [units[1], units[0]]), out problem));
        Assert.AreEqual("units that do not ascend", problem);
        var counters = new Counters();
        counters.Add(Counter.Refused);
        MetricsReport metrics = MetricsReport.Read(Report.Metrics(status, counters, 7, 8), out problem)!;
        Assert.AreEqual("", problem);
        Assert.AreEqual(1, metrics.Counters[CounterText.Of(Counter.Refused)]);
    }

    [TestMethod]
    [DataRow("\"online\":true", "\"online\":1", "online is not true or false")]
    [DataRow("\"boot\":4", "\"boot\":-1", "boot is not a whole number")]
    [DataRow("\"boot\":4", "\"boot\":4.5", "boot is not a whole number")]
    [DataRow("\"boot\":4", "\"boot\":4,\"boot\":5", "twice")]
    [DataRow("\"mode\":\"enforce\"", "\"mode\":\"off\"", "mode is none")]
    [DataRow("aabbccddeeff\"", "\"", "stream is not 16 bytes")]
    [DataRow("\"hash\":\"\"", "\"hash\":\"zz\"", "policy.hash is not 32 bytes")]
    [DataRow("[3]", "[256]", "plc[0].silentUnits is not whole numbers from 0 to 255")]
    [DataRow("\"name\":\"pump\"", "\"name\":\"\\ud800\"", "policy.name is not a text")]
    [DataRow("{\"online\"", "[{\"online\"", "not JSON")]
    public void A_state_that_is_not_as_it_should_be_is_refused_and_the_place_is_named(string good, string bad, string expected)
    {
        Assert.IsNotNull(StateReport.Read(Encoding.UTF8.GetBytes(State), out string problem), problem);
        Assert.IsNull(StateReport.Read(Encoding.UTF8.GetBytes(State.Replace(good, bad)), out problem));
        StringAssert.Contains(problem, expected);
    }

    [TestMethod]
    public void What_a_later_module_says_besides_is_no_fault()
    {
        string later = State.Replace("\"boot\":4", "\"boot\":4,\"weather\":{\"sun\":[1]}");
        Assert.IsNotNull(StateReport.Read(Encoding.UTF8.GetBytes(later), out string problem), problem);
    }

    [TestMethod]
    public void Numbers_that_no_module_reaches_are_refused_before_anything_is_reckoned_with_them()
    {
        var module = new TestModule();
        byte[] batch = module.Next([TestModule.Refused((1L << 60) + 1)]);
        Assert.IsNull(ArrivalReader.Read(ModuleTopic.Parse(module.EventsTopic)!, batch, TestModule.Keys(), 0, out string problem));
        StringAssert.Contains(problem, "no module reaches");
        Assert.IsNull(ArrivalReader.Read(ModuleTopic.Parse(module.EventsTopic)!, new byte[300_000], TestModule.Keys(), 0, out problem));
        StringAssert.Contains(problem, "more than");
    }

    [TestMethod]
    public void Any_bytes_on_any_topic_are_read_or_refused_in_words_that_repeat_nothing_of_them()
    {
        byte[][] seeds =
        [
            new TestModule().Next(1, 2, 3),
            Encoding.UTF8.GetBytes(State),
            Encoding.UTF8.GetBytes(
                """
                {"software":"<b>","platform":"\u001b","plc":"","listeners":[
                {"transport":"t","address":"a","unsafe":true,"roles":"r"}]}
                """),
            Encoding.UTF8.GetBytes("""{"boot":4,"uptimeMs":1000,"utc":0,"counters":{"requests":7,"<script>":2}}"""),
        ];
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Select(Gen.Int[0, 1023], Gen.Byte).Array[0, 8]).Sample((seed, level, changes) =>
        {
            byte[] bytes = [.. seeds[seed]];
            foreach ((int at, byte value) in changes) bytes[at % bytes.Length] = value;
            var topic = new ModuleTopic("plant-7", "pump-3", Levels[level]);
            Arrival? arrival = ArrivalReader.Read(topic, bytes, TestModule.Keys(), 0, out string problem);
            Assert.AreEqual(arrival == null, problem.Length > 0);
            foreach (char unfit in "<>\u001b") Assert.IsFalse(problem.Contains(unfit), problem);
        }, iter: 20_000);
    }

    [TestMethod]
    public void Counters_packed_one_behind_the_other_come_back()
    {
        Gen<MetricsReport> one = Gen.Select(Gen.Int[1, 2], Gen.Long[0, 1L << 40], Gen.Select(Gen.Int[0, 5], Gen.UInt).Array[0, 6])
            .Select((boot, uptime, counters) => new MetricsReport(
                boot, uptime, uptime / 2, counters.GroupBy(pair => pair.Item1).ToDictionary(g => $"c{g.Key}", g => (long)g.First().Item2)));
        one.Array[1, 8].Sample(reports =>
        {
            var numbers = new Dictionary<string, long>();
            MetricsReport? before = null;
            MetricsReport? read = null;
            foreach (MetricsReport report in reports)
            {
                byte[] packed = PackedCounters.Pack(report, before, NumberOf);
                read = PackedCounters.Unpack(packed, read, numbers.ToDictionary(pair => pair.Value, pair => pair.Key));
                Assert.IsNotNull(read);
                Assert.AreEqual(Text(report), Text(read));
                before = report;
            }

            long NumberOf(string name)
            {
                if (!numbers.TryGetValue(name, out long number)) numbers[name] = number = numbers.Count + 1;
                return number;
            }
        }, iter: 500);
    }

    private static string Text(MetricsReport report) => $"{report.Boot} {report.UptimeMs} {report.Utc} "
        + string.Join(' ', report.Counters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
