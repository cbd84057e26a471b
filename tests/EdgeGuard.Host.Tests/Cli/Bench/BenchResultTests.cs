using System;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Bench;

/// <summary>What came out, as a table and as JSON.</summary>
[TestClass]
public sealed class BenchResultTests
{
    private const int Terminal = 100;

    private static readonly BenchOptions Options = new()
    {
        Time = TimeSpan.FromSeconds(1),
        Clients = [64],
        Against = ["haproxy"],
        Scenarios = BenchScenarios.Load,
        Runs = 3,
        Busy = 2,
        ModulePath = null,
        IsJson = false,
    };

    [TestMethod]
    public void A_run_says_which_it_is_and_shows_figures_ratios_and_nothing_that_was_not_measured()
    {
        string[] lines = Result(2, Load(20_000, 5.25, 0.96)).ToText().Split('\n');
        Assert.AreEqual("64 clients, run 2 of 3, beside 2 busy loops", lines[0]);
        Assert.AreEqual("  load                    req/s   calls", lines[1]);
        Assert.AreEqual("  module_tls              20000    5.25", lines[2]);
        Assert.AreEqual("  direct                  50000", lines[3]);
        Assert.AreEqual("  module_tls/direct        0.40", lines[4]);
        Assert.AreEqual("  module_tls/haproxy       0.96    0.75", lines[5]);
    }

    [TestMethod]
    public void How_system_calls_were_counted_stands_above_them()
    {
        string[] lines = new BenchResult(Options, 1, 1, new TracepointCounter(), [Flood()]).ToText().Split('\n');
        Assert.AreEqual("1 client, run 1 of 3, beside 2 busy loops", lines[0]);
        Assert.AreEqual("  system calls counted by the kernel's tracepoint (perf_event_open)", lines[1]);
    }

    [TestMethod]
    public void Several_runs_end_with_the_medians_of_their_ratios_and_every_run()
    {
        BenchResult[] runs = [Result(1, Load(1, 7, 0.9)), Result(2, Load(3, 5, 0.8)), Result(3, Load(2, 6, 1.1))];
        string text = BenchResult.Median(Options, runs).ToText();
        StringAssert.StartsWith(text, "64 clients, medians of 3 runs, beside 2 busy loops\n");
        string[] lines = text.Split('\n');
        Assert.AreEqual("  module_tls                  2    6.00", lines[2]);
        Assert.AreEqual("  module_tls/haproxy       0.90    0.75", lines[5]);
        Assert.AreEqual("  every run", lines[7]);
        Assert.AreEqual("  module_tls/haproxy    req/s           0.90   0.80   1.10", lines[8]);
        Assert.AreEqual("  module_tls            calls           7.00   5.00   6.00", lines[9]);
    }

    [TestMethod]
    public void Many_runs_go_on_in_the_next_line()
    {
        BenchSection[] runs = [.. Enumerable.Range(1, 20).Select(run => Load(run, 1, run))];
        BenchResult[] results = [.. runs.Select((run, i) => Result(i + 1, run))];
        string[] lines = BenchResult.Median(Options, results).ToText().Split('\n');
        Assert.IsLessThanOrEqualTo(Terminal, lines.Max(line => line.Length));
        Assert.Contains("  20.00", lines[10]);
    }

    [TestMethod]
    public void As_JSON_every_scenario_has_its_own_names_and_what_is_not_known_is_left_out()
    {
        using var json = JsonDocument.Parse(Result(1, Load(20_000, 5.25, 0.96), Flood()).ToJson());
        JsonElement root = json.RootElement;
        Assert.AreEqual(64, root.GetProperty("clients").GetInt32());
        Assert.AreEqual(1, root.GetProperty("run").GetInt32());
        Assert.AreEqual(3, root.GetProperty("runs").GetInt32());
        Assert.AreEqual(2, root.GetProperty("busy").GetInt32());
        Assert.AreEqual(JsonValueKind.Null, root.GetProperty("system_calls_by").ValueKind);
        JsonElement paths = root.GetProperty("paths");
        Assert.AreEqual(5.25, paths.GetProperty("module_tls").GetProperty("system_calls_per_request").GetDouble());
        Assert.IsFalse(paths.GetProperty("direct").TryGetProperty("system_calls_per_request", out _));
        Assert.AreEqual(12.5, paths.GetProperty("module_tls_flood").GetProperty("admit_ms").GetDouble());
        JsonElement ratios = root.GetProperty("ratios");
        Assert.AreEqual(0.96, ratios.GetProperty("module_tls/haproxy").GetProperty("rps").GetDouble());
        Assert.AreEqual(2, ratios.GetProperty("module_tls_flood/haproxy_flood").GetProperty("p99").GetDouble());
    }

    [TestMethod]
    public void The_medians_as_JSON_are_no_run()
    {
        using var json = JsonDocument.Parse(BenchResult.Median(Options, [Result(1, Flood()), Result(2, Flood())]).ToJson());
        Assert.IsFalse(json.RootElement.TryGetProperty("run", out _));
        Assert.IsTrue(json.RootElement.GetProperty("paths").TryGetProperty("module_tls_flood", out _));
    }

    private static BenchResult Result(int run, params BenchSection[] sections) => new(Options, 64, run, counter: null, sections);

    private static BenchSection Load(double rps, double calls, double ratio)
    {
        var section = new BenchSection("load", "", Figure.Rps, Figure.SystemCalls)
        {
            ToldOfRatios = [Figure.Rps],
            ToldOfFirst = [Figure.SystemCalls],
        };
        section.Add("module_tls", new Measurement { [Figure.Rps] = rps, [Figure.SystemCalls] = calls });
        section.Add("direct", new Measurement { [Figure.Rps] = 50_000 });
        section.Add("module_tls", "direct", new Measurement { [Figure.Rps] = 0.4 });
        section.Add("module_tls", "haproxy", new Measurement { [Figure.Rps] = ratio, [Figure.SystemCalls] = 0.75 });
        return section;
    }

    private static BenchSection Flood()
    {
        var section = new BenchSection("in a silent flood", "_flood", Figure.P99, Figure.AdmitMs);
        section.Add("module_tls", new Measurement { [Figure.P99] = 900, [Figure.AdmitMs] = 12.5 });
        section.Add("module_tls", "haproxy", new Measurement { [Figure.P99] = 2 });
        return section;
    }
}
