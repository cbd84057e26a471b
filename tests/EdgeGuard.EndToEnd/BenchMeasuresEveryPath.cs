using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary><c>edgeguard bench</c> tells well-formed figures of every path; how fast they are is no test's business.</summary>
[TestClass]
public class BenchMeasuresEveryPath
{
    private static readonly string[] Bench =
        ["bench", "--against", "none", "--module-path", Path.Combine(AppContext.BaseDirectory, "edgeguard-module")];

    private static readonly string[] Figures = ["rps", "p50_us", "p99_us", "p999_us"];

    [TestMethod]
    public void With_one_client_it_tells_one_object_with_every_path_and_ratio()
    {
        using Executable run = Executable.RunCli(
            "bench", "--seconds", "0.1", "--clients", "1", "--json", "--module-path", Path.Combine(
                AppContext.BaseDirectory, "edgeguard-module"));
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        Assert.AreEqual(1, result.RootElement.GetProperty("clients").GetInt32());
        JsonElement paths = result.RootElement.GetProperty("paths");
        CheckPath(paths, "direct", hasProxy: false);
        CheckPath(paths, "module_plain", hasProxy: true);
        CheckPath(paths, "module_tls", hasProxy: true);
        CheckPath(paths, "module_tls_flood", hasProxy: true);
        JsonElement ratios = result.RootElement.GetProperty("ratios");
        CheckRatio(ratios, "module_tls/direct");
        CheckRatio(ratios, "module_plain/direct");
    }

    [TestMethod]
    [DataRow("stunnel", "stunnel4")]
    [DataRow("haproxy", "haproxy")]
    public void An_installed_peer_is_measured_and_compared(string peer, string package)
    {
        if (!IsInstalled(peer)) Missing(package);
        using Executable run = Executable.RunCli(
            "bench", "--seconds", "0.1", "--clients", "2", "--against", peer, "--json", "--module-path", Path.Combine(
                AppContext.BaseDirectory, "edgeguard-module"));
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        CheckPath(result.RootElement.GetProperty("paths"), peer, hasProxy: true);
        CheckRatio(result.RootElement.GetProperty("ratios"), "module_tls/" + peer);
    }

    [TestMethod]
    public void What_the_proxies_ask_of_the_system_is_told_for_a_request()
    {
        using Executable run = Executable.RunCli([.. Bench, "--seconds", "0.1", "--clients", "2", "--measure", "load", "--json"]);
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        JsonElement paths = result.RootElement.GetProperty("paths");
        foreach (string name in new[] { "module_plain", "module_tls" }) CheckUse(paths.GetProperty(name));
        Assert.IsFalse(paths.GetProperty("direct").TryGetProperty("context_switches_per_request", out _), "there is no proxy");
        Assert.IsFalse(paths.TryGetProperty("module_tls_flood", out _), "only what was asked for");
        // Four of them move the bytes of a request and of its response, however they are done.
        bool isCounted = result.RootElement.GetProperty("system_calls_by").ValueKind == JsonValueKind.String;
        bool isTold = paths.GetProperty("module_tls").TryGetProperty("system_calls_per_request", out JsonElement calls);
        Assert.AreEqual(isCounted, isTold && calls.GetDouble() >= 4, run.Everything());
        Assert.AreEqual(!isCounted, run.Errors.Contains("system calls are not counted", StringComparison.Ordinal), run.Errors);
    }

    [TestMethod]
    public void One_PLC_connection_and_idle_clients_are_scenarios_of_their_own()
    {
        using Executable run = Executable.RunCli(
            [.. Bench, "--seconds", "0.05", "--clients", "3", "--measure", "shared,idle", "--busy", "1", "--json"]);
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        Assert.AreEqual(1, result.RootElement.GetProperty("busy").GetInt32());
        JsonElement paths = result.RootElement.GetProperty("paths");
        JsonElement shared = paths.GetProperty("shared");
        Assert.IsGreaterThanOrEqualTo(1, shared.GetProperty("longest_by_mean").GetDouble());
        Assert.IsGreaterThanOrEqualTo(shared.GetProperty("mean_us").GetDouble(), shared.GetProperty("longest_us").GetDouble());
        Assert.IsGreaterThan(0, result.RootElement.GetProperty("ratios").GetProperty("shared/alone").GetProperty("rps").GetDouble());
        JsonElement idle = paths.GetProperty("module_tls_idle");
        Assert.IsGreaterThan(1, idle.GetProperty("threads").GetDouble());
        Assert.IsGreaterThanOrEqualTo(idle.GetProperty("rss_now_mb").GetDouble(), idle.GetProperty("rss_mb").GetDouble());
    }

    [TestMethod]
    public void What_it_costs_to_record_who_asks_is_a_ratio_of_two_modules()
    {
        using Executable run = Executable.RunCli([.. Bench, "--seconds", "0.05", "--clients", "2", "--measure", "traffic", "--json"]);
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        JsonElement paths = result.RootElement.GetProperty("paths");
        foreach (string name in new[] { "traffic_on", "traffic_off" }) CheckPath(paths, name, hasProxy: true);
        CheckRatio(result.RootElement.GetProperty("ratios"), "traffic_on/traffic_off");
    }

    [TestMethod]
    public void Several_runs_end_with_their_medians_in_a_table_that_a_terminal_has_room_for()
    {
        using Executable run = Executable.RunCli(
            [.. Bench, "--seconds", "0.05", "--clients", "2", "--measure", "load,idle", "--runs", "2"]);
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        string[] lines = run.Output.Split('\n');
        string[] titles = [.. lines.Where(line => line.StartsWith("2 clients", StringComparison.Ordinal))];
        Assert.HasCount(3, titles);
        Assert.Contains("run 1 of 2", titles[0]);
        Assert.Contains("run 2 of 2", titles[1]);
        Assert.Contains("medians of 2 runs", titles[2]);
        Assert.Contains("  every run", lines);
        foreach (string line in lines) Assert.IsLessThanOrEqualTo(100, line.Length, line);
    }

    [TestMethod]
    public void Wrong_arguments_are_all_told_at_once()
    {
        using Executable run = Executable.RunCli("bench", "--clients", "0,x", "--against", "nginx", "--seconds", "0");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        foreach (string word in new[] { "'0'", "'x'", "'nginx'", "--seconds 0" }) StringAssert.Contains(run.Errors, word);
    }

    [TestMethod]
    public void Wrong_scenarios_and_numbers_are_all_told_at_once()
    {
        using Executable run = Executable.RunCli(
            "bench", "--measure", "load,speed", "--runs", "0", "--busy", "65", "--clients", "1001");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        foreach (string word in new[] { "--measure 'speed'", "--runs 0", "--busy 65", "--clients '1001'" })
        {
            StringAssert.Contains(run.Errors, word);
        }
    }

    private static void CheckUse(JsonElement path)
    {
        if (!Directory.Exists("/proc/self")) return;
        double voluntary = path.GetProperty("voluntary_switches_per_request").GetDouble();
        double involuntary = path.GetProperty("involuntary_switches_per_request").GetDouble();
        // Medians of rounds, each by itself: they need not add up.
        Assert.IsGreaterThan(0, voluntary, $"a proxy waits: {path}");
        Assert.IsGreaterThanOrEqualTo(
            double.Max(voluntary, involuntary), path.GetProperty("context_switches_per_request").GetDouble(), $"{path}");
    }

    private static void CheckPath(JsonElement paths, string name, bool hasProxy)
    {
        JsonElement path = paths.GetProperty(name);
        double[] figures = Figures.Select(figure => path.GetProperty(figure).GetDouble()).ToArray();
        Assert.IsTrue(figures[0] > 0, $"{name}: {path}");
        Assert.IsTrue(0 < figures[1] && figures[1] <= figures[2] && figures[2] <= figures[3], $"{name}: {path}");
        bool hasProcess = hasProxy && Directory.Exists("/proc/self");
        Assert.AreEqual(hasProcess, path.TryGetProperty("cpu_s_per_million", out _), $"{name}: {path}");
        Assert.AreEqual(
            hasProcess, path.TryGetProperty("rss_mb", out JsonElement megabytes) && megabytes.GetDouble() > 1, $"{name}: {path}");
    }

    private static void CheckRatio(JsonElement ratios, string name)
    {
        JsonElement ratio = ratios.GetProperty(name);
        Assert.IsTrue(ratio.GetProperty("rps").GetDouble() > 0 && ratio.GetProperty("p99").GetDouble() > 0, $"{name}: {ratio}");
    }

    private static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    private static void Missing(string package)
    {
        string hint = $"not installed: apt-get install {package}";
        if (Environment.GetEnvironmentVariable("EDGEGUARD_PEERS") == "required") Assert.Fail(hint);
        Assert.Inconclusive(hint);
    }
}
