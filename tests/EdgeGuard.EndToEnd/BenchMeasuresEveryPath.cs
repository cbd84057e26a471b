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
    public void Wrong_arguments_are_all_told_at_once()
    {
        using Executable run = Executable.RunCli("bench", "--clients", "0,x", "--against", "nginx", "--seconds", "0");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        foreach (string word in new[] { "'0'", "'x'", "'nginx'", "--seconds 0" }) StringAssert.Contains(run.Errors, word);
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
