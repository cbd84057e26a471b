using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>The whole measurement.</summary>
internal static class BenchRun
{
    private static readonly (BenchScenarios Scenario, Func<BenchSite, int, BenchSection> Measure)[] Scenarios =
    [
        (BenchScenarios.Load, LoadScenario.Measure),
        (BenchScenarios.Flood, FloodScenario.Measure),
        (BenchScenarios.Shared, SharedScenario.Measure),
        (BenchScenarios.Idle, IdleScenario.Measure),
        (BenchScenarios.Traffic, TrafficScenario.Measure),
    ];

    /// <exception cref="BenchException">Something could not be started, or a request failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. Nothing
    /// that it started or wrote is left, whatever it throws.</exception>
    public static void Execute(BenchOptions options, TextWriter output, TextWriter log, CancellationToken stop)
    {
        string[] present = options.Against.Where(name => BenchProxies.Find(name) != null).ToArray();
        foreach (string name in options.Against.Except(present))
        {
            log.WriteLine($"{name} is not installed and is left out: apt-get install {PackageOf(name)}");
        }
        string module = BenchProgram.Module.Find(options.ModulePath, log, stop);
        using var site = new BenchSite(module, present, options.Time, log, stop);
        using var busy = new BusyLoops(options.Busy);
        var results = new List<BenchResult>();
        for (int run = 1; run <= options.Runs; run++)
        {
            foreach (int clients in options.Clients) results.Add(Show(Run(options, site, clients, run), options, output));
        }
        if (options.Runs == 1) return;
        foreach (IGrouping<int, BenchResult> runs in results.GroupBy(result => result.Clients))
        {
            Show(BenchResult.Median(options, [.. runs]), options, output);
        }
    }

    private static string PackageOf(string name) => name == BenchPath.Stunnel ? "stunnel4" : name;

    private static BenchResult Run(BenchOptions options, BenchSite site, int clients, int run)
    {
        if (options.Runs > 1) site.Log($"run {run} of {options.Runs}");
        BenchSection[] sections =
            [.. Scenarios.Where(s => options.Scenarios.HasFlag(s.Scenario)).Select(s => s.Measure(site, clients))];
        return new BenchResult(options, clients, run, site.Counter, sections);
    }

    private static BenchResult Show(BenchResult result, BenchOptions options, TextWriter output)
    {
        output.WriteLine(options.IsJson ? result.ToJson() : result.ToText());
        return result;
    }
}
