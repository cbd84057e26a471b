using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Cli;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary><c>edgeguard bench central</c> tells well-formed figures of the real process; how fast it is is no test's business.</summary>
[TestClass]
public sealed class CentralBenchTests
{
    // What it measures takes its time, however little is asked of it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Compared = ["MQTT alone", "decode and seal", "bare inserts"];

    [TestMethod]
    public void It_tells_one_object_a_size_of_batch_with_what_it_is_compared_with_and_every_page()
    {
        using Executable run = Run("--modules", "3", "--stored", "64", "--batch", "4,1", "--viewers", "1", "--seconds", "1");
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
    public void Of_a_fleet_it_tells_when_a_page_shows_all_of_it_and_what_it_takes()
    {
        using Executable run = Run("--measure", "fleet", "--modules", "3", "--viewers", "1", "--seconds", "2");
        Assert.AreEqual(0, run.WaitForExit(), run.Everything());
        using var result = JsonDocument.Parse(run.Output.Trim());
        JsonElement told = result.RootElement;
        Assert.AreEqual(3, told.GetProperty("modules").GetInt32());
        Assert.IsGreaterThanOrEqualTo(told.GetProperty("connected_s").GetDouble(), told.GetProperty("shown_s").GetDouble());
        foreach (string figure in new[] { "empty_mb", "mb", "peak_mb", "cores" })
        {
            Assert.IsGreaterThan(0, told.GetProperty(figure).GetDouble(), figure);
        }
    }

    [TestMethod]
    public void More_modules_than_files_that_may_be_open_are_refused_before_anything_is_made()
    {
        const string Limits = "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max processes             1                    2                    processes\n"
            + "Max open files            1024                 20000                files\n";
        Assert.AreEqual(20_000, OpenFiles.Read(Limits));
        Assert.AreEqual(long.MaxValue, OpenFiles.Read(Limits.Replace("20000", "unlimited")));
        Assert.AreEqual(long.MaxValue, OpenFiles.Read(""));
        using Executable run = Executable.Shell(
            $"sh -c 'ulimit -n 400; exec {Path.Combine(AppContext.BaseDirectory, "edgeguard")} bench central --central-path /bin/true'");
        Assert.AreEqual(1, run.WaitForExit(), run.Everything());
        StringAssert.Contains(run.Errors, "1000 connections are as many open files, and 400 are allowed");
    }

    [TestMethod]
    public void Numbers_that_it_cannot_take_are_all_told_at_once()
    {
        using Executable run = Run("--modules", "0", "--batch", "0", "--rate", "-1", "--warm", "-1", "--measure", "all");
        Assert.AreEqual(2, run.WaitForExit(), run.Everything());
        string[] told = ["--modules 0", "--batch '0'", "--rate -1", "--warm -1", "--measure 'all'"];
        foreach (string option in told) StringAssert.Contains(run.Errors, option);
    }

    private static double Rate(JsonElement load) => load.GetProperty("events_per_second").GetDouble();

    private static Executable Run(params string[] options)
    {
        string console = Path.Combine(AppContext.BaseDirectory, "edgeguard-central");
        Executable run = Executable.Cli(["bench", "central", "--json", "--central-path", console, .. options]);
        run.WaitForExit(Patience);
        return run;
    }
}
