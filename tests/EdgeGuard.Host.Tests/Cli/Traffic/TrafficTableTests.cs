using System.Linq;
using System.Text.Json;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>What <c>edgeguard traffic</c> prints of reports that were saved.</summary>
[TestClass]
public sealed class TrafficTableTests
{
    private const string Table = """
        plant/press
          since 2026-03-02 10:00:00Z, as of 2026-03-02 10:05:10Z
        who unit function             addresses     asked every last  takes outcome
          1    1 08/0 diagnostics     -                 1 -     5m    4ms   ok
          1    1 90 program (Schneid… -                 1 -     5m    -     refused
          3    1 04 read input regs   60000-60099       1 -     5m    4ms   exc. 02
          1    1 06 write register    40                4 1s    5m    4ms   25% refused
          2    1 03 read holding regs 0-9               3 1s    5.1m  4ms   ok
          1  Engineer (CN=erin, 10.0.0.9)
          2  HMI (CN=hmi-1, 10.0.0.5)
          3  no role (10.0.0.66, unsafe-plain)


        """;

    [TestMethod]
    public void A_table_tells_who_asks_what_how_often_and_with_which_outcome()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(0, saved.Traffic(), saved.Error);
        Assert.AreEqual(Table, saved.Output);
        Assert.AreEqual("", saved.Error);
    }

    [TestMethod]
    public void Sorted_by_rate_what_is_asked_most_often_comes_first_and_what_came_once_last()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(0, saved.Traffic("--sort", "rate"));
        string[] lines = saved.Output.Split('\n');
        Assert.StartsWith("  1    1 06 write register", lines[3]);
        Assert.StartsWith("  2    1 03 read holding", lines[4]);
    }

    [TestMethod]
    [DataRow("hmi-1", "03")]
    [DataRow("HMI (", "03")]
    [DataRow("AB12", "03")]
    [DataRow("10.0.0.66", "04")]
    public void One_client_is_shown_alone(string client, string function)
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(0, saved.Traffic("--client", client));
        string[] lines = saved.Output.TrimEnd().Split('\n');
        Assert.HasCount(5, lines);
        Assert.StartsWith("  1    1 " + function, lines[3]);
        Assert.StartsWith("  1  ", lines[4]);
        Assert.AreEqual(0, saved.Traffic("--client", "somebody else"));
        Assert.Contains("\n  no such client\n", saved.Output);
    }

    [TestMethod]
    public void One_unit_is_shown_alone()
    {
        const string Ask = "01 unit 2 address 7";
        ReportingModule module = Plant().Ask(ReportingModule.Hmi, Ask).Ask(ReportingModule.Engineer, Ask);
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", module.ReportOnce());
        Assert.AreEqual(0, saved.Traffic("--unit", "2"));
        string[] lines = saved.Output.TrimEnd().Split('\n');
        Assert.HasCount(7, lines);
        Assert.IsTrue(lines[3..5].All(line => line[4..].StartsWith("   2 01 read coils", System.StringComparison.Ordinal)));
        Assert.AreEqual(0, saved.Traffic("--unit", "2", "--client", "hmi-1", "--json"));
        JsonElement rows = JsonDocument.Parse(saved.Output.TrimEnd()).RootElement.GetProperty("rows");
        Assert.AreEqual(1, rows.GetArrayLength());
        Assert.AreEqual("CN=hmi-1", rows[0].GetProperty("client").GetProperty("subject").GetString());
        Assert.AreEqual(0, saved.Traffic("--unit", "3"));
        Assert.Contains("\n  nobody has asked this unit\n", saved.Output);
        Assert.AreEqual(0, saved.Traffic("--unit", "2", "--client", "somebody else"));
        Assert.Contains("\n  no such client has asked this unit\n", saved.Output);
        Assert.AreEqual(2, saved.Traffic("--unit", "256"));
        Assert.AreEqual("edgeguard: error: --unit 256 is not within 0 and 255\n", saved.Error);
    }

    [TestMethod]
    public void No_line_is_wider_than_a_terminal_whatever_the_numbers()
    {
        var module = new ReportingModule(ReportingModule.Stream(1), rows: 16);
        for (int i = 0; i < 40; i++) module.Ask(ReportingModule.Hmi, $"03 unit 255 address {60000 + i * 100}-{60099 + i * 100}", 200);
        module.Ask(ReportingModule.Hmi, "43/14 unit 255", 300, RequestFate.Unanswered);
        module.Ask(ReportingModule.Hmi, "43/14 unit 255", 1);
        module.Ask(ReportingModule.Hmi, "23 unit 255 read 60000-60001 write 60010-60011 value 1,2");
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", module.Report());
        Assert.AreEqual(0, saved.Traffic());
        foreach (string line in saved.Output.Split('\n')) Assert.IsLessThanOrEqualTo(80, line.Length, line);
        Assert.Contains("*", saved.Output);
        Assert.Contains("\n  *  several polls in one row, for want of room\n", saved.Output);
        Assert.Contains("  rows ran out: ", saved.Output);
        Assert.Contains("60010-60011+", saved.Output);
        Assert.Contains("99% silent", saved.Output);
    }

    [TestMethod]
    public void What_never_came_is_told_above_the_rows()
    {
        var module = new ReportingModule();
        byte[] first = module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").ReportOnce();
        module.Ask(ReportingModule.Hmi, "03 unit 1 address 20").Report();
        byte[] third = module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").ReportOnce();
        byte[] forged = module.Ask(ReportingModule.Hmi, "03 unit 1 address 0-9").ReportOnce();
        forged[^1]++;
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", first, third, forged);
        SealedBatches.Key.Write(saved.PathOf("press.sealkey"));
        Assert.AreEqual(3, saved.Traffic("--seal-key", "press.sealkey"));
        Assert.StartsWith("plant/press  seals: gap\n", saved.Output);
        Assert.Contains("\n  1 of 2 rows are known; all come once an hour\n", saved.Output);
        Assert.Contains("\n  1 reports did not arrive here; a row tells all it has counted when it comes again\n", saved.Output);
        Assert.Contains("\n  1 reports with a broken seal do not count\n", saved.Output);
        Assert.Contains("SEAL GAP  reports before number 3", saved.Error);
        Assert.Contains("SEAL BROKEN  report 4", saved.Error);
    }

    [TestMethod]
    public void Each_module_has_its_table_and_one_may_be_chosen()
    {
        using var saved = new SavedTraffic();
        saved.Add("plant/press", Plant().ReportOnce());
        saved.Add("plant/saw", new ReportingModule(ReportingModule.Stream(3)).Ask(ReportingModule.Hmi, "01 unit 2 address 7").ReportOnce());
        Assert.AreEqual(0, saved.Traffic());
        CollectionAssert.AreEqual(
            new[] { "plant/press", "plant/saw" },
            saved.Output.Split('\n').Where(line => line.StartsWith("plant/", System.StringComparison.Ordinal)).ToArray());
        Assert.AreEqual(0, saved.Traffic("--module", "saw"));
        Assert.DoesNotContain("press", saved.Output);
        Assert.AreEqual(1, saved.Traffic("--module", "lathe"));
        Assert.AreEqual("edgeguard: error: no report of traffic\nedgeguard: hint: is the module's name right?\n", saved.Error);
    }

    [TestMethod]
    public void For_machines_a_module_is_an_object_a_line()
    {
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", Plant().ReportOnce());
        Assert.AreEqual(0, saved.Traffic("--json"));
        JsonElement module = JsonDocument.Parse(saved.Output.TrimEnd()).RootElement;
        Assert.AreEqual("press", module.GetProperty("module").GetString());
        Assert.AreEqual(1, module.GetProperty("report").GetInt64());
        Assert.AreEqual(0, module.GetProperty("rowsUntold").GetInt32());
        Assert.IsFalse(module.TryGetProperty("seal", out _), "nobody asked");
        JsonElement[] rows = [.. module.GetProperty("rows").EnumerateArray()];
        Assert.IsFalse(rows[0].TryGetProperty("address", out _), "the words of 08/0 are no addresses");
        Assert.AreEqual(0, rows[0].GetProperty("subFunction").GetInt32());
        Assert.AreEqual(1, rows[1].GetProperty("refused").GetInt64());
        Assert.AreEqual(2, rows[2].GetProperty("exceptions")[0].GetProperty("code").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, rows[2].GetProperty("client").GetProperty("role").ValueKind);
        Assert.AreEqual("6,7,8", string.Join(',', rows[3].GetProperty("values").GetProperty("different").EnumerateArray()));
        Assert.AreEqual(3, rows[3].GetProperty("gaps").GetProperty("count").GetInt64());
        Assert.AreEqual(4, rows[4].GetProperty("responses").GetProperty("shortestMs").GetInt64());
        Assert.AreEqual("HMI", rows[4].GetProperty("client").GetProperty("role").GetString());
        Assert.AreEqual(1_772_445_600_000, module.GetProperty("sinceUtcMs").GetInt64());
    }

    [TestMethod]
    public void A_module_whose_clock_was_never_set_and_that_nobody_asked_has_a_table_too()
    {
        var module = new ReportingModule(ReportingModule.Stream(1));
        module.Clock.Trust = ClockTrust.Unset;
        module.Ask(ReportingModule.Hmi, "01 unit 2 address 7");
        using SavedTraffic saved = new SavedTraffic().Add("plant/press", module.ReportOnce());
        Assert.AreEqual(0, saved.Traffic());
        Assert.Contains("\n  since its start; its clock is not set\n", saved.Output);
        Assert.Contains("1 -     -     4ms   ok", saved.Output);
    }

    internal static ReportingModule Plant()
    {
        ReportingModule module = new ReportingModule(ReportingModule.Stream(1))
            .Ask(ReportingModule.Hmi, "03 unit 1 address 0-9", 3)
            .Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 6")
            .Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 7")
            .Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 8")
            .Ask(ReportingModule.Engineer, "06 unit 1 address 40 value 9", 1, RequestFate.Refused)
            .Ask(ReportingModule.Nobody, "04 unit 1 address 60000-60099", 1, RequestFate.Answered, 2)
            .Ask(ReportingModule.Engineer, "90 unit 1", 1, RequestFate.Refused);
        module.Clock.Advance(1000);
        module.Note(ReportingModule.Engineer, 1, [8, 0, 0, 0xA5, 0x37]);
        return module;
    }
}
