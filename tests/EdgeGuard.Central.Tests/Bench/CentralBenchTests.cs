using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary><c>edgeguard bench central</c> tells well-formed figures of the real process; how fast it is is no test's business.</summary>
[TestClass]
public sealed class CentralBenchTests
{
    private static readonly string[] Compared = ["MQTT alone", "decode and seal", "bare inserts"];

    [TestMethod]
    public void It_tells_one_object_a_size_of_batch_with_what_it_is_compared_with_and_every_page()
    {
        using Executable run = Run("--modules", "3", "--stored", "64", "--batch", "4,1", "--viewers", "1", "--seconds", "3");
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        string[] lines = run.Output.Trim().Split('\n');
        Assert.HasCount(2, lines);
        long before = 0;
        foreach (string line in lines)
        {
            using var result = JsonDocument.Parse(line);
            JsonElement console = result.RootElement.GetProperty("console");
            long stored = result.RootElement.GetProperty("stored").GetInt64();
            Assert.IsGreaterThanOrEqualTo(Math.Max(64, before + 1), stored, "what was there before");
            before = stored;
            foreach (string figure in new[] { "events_per_second", "p50_ms", "p99_ms", "cpu_s_per_million", "bytes_per_event", "peak_mb" })
            {
                Assert.IsGreaterThan(0, console.GetProperty(figure).GetDouble(), figure);
            }
            foreach (string other in Compared) Assert.IsGreaterThan(0, Rate(result.RootElement.GetProperty(other)), other);
            JsonElement[] pages = [.. result.RootElement.GetProperty("pages").EnumerateObject().Select(page => page.Value)];
            Assert.IsGreaterThan(0, pages.Sum(page => page.GetProperty("asked").GetInt64()));
        }
    }

    [TestMethod]
    public void Numbers_that_it_cannot_take_are_all_told_at_once()
    {
        using Executable run = Run("--modules", "0", "--batch", "0", "--rate", "-1");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        foreach (string option in new[] { "--modules 0", "--batch '0'", "--rate -1" }) StringAssert.Contains(run.Errors, option);
    }

    private static double Rate(JsonElement load) => load.GetProperty("events_per_second").GetDouble();

    private static Executable Run(params string[] options)
    {
        string console = Path.Combine(AppContext.BaseDirectory, "edgeguard-central");
        return Executable.RunCli(["bench", "central", "--json", "--central-path", console, .. options]);
    }
}
