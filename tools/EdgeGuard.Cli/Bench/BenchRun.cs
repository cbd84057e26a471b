using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>The whole measurement.</summary>
internal static class BenchRun
{
    private const int Rounds = 7;

    // Before the rounds: code is compiled, connections are warm.
    private static readonly TimeSpan Warmth = TimeSpan.FromMilliseconds(300);

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
        string module = BenchModule.Find(options.ModulePath, log, stop);
        using var folder = new BenchFolder();
        using var plc = new BenchPlc();
        foreach (int clients in options.Clients)
        {
            BenchResult result = Run(options, module, present, folder, plc.Port, clients, log, stop);
            output.WriteLine(options.IsJson ? result.ToJson() : result.ToText());
        }
    }

    private static string PackageOf(string name) => name == "stunnel" ? "stunnel4" : name;

    private static BenchResult Run(
        BenchOptions options, string module, string[] peers, BenchFolder folder, int plcPort, int clients, TextWriter log,
        CancellationToken stop)
    {
        var paths = new List<BenchPath>();
        try
        {
            paths.Add(new BenchPath("direct", plcPort, null, clients, null, stop));
            paths.Add(BenchProxies.Module(module, folder, plcPort, clients, tls: false, stop));
            BenchPath tls = BenchProxies.Module(module, folder, plcPort, clients, tls: true, stop);
            paths.Add(tls);
            if (peers.Contains("stunnel")) paths.Add(BenchProxies.Stunnel(folder, plcPort, clients, stop));
            if (peers.Contains("haproxy")) paths.Add(BenchProxies.Haproxy(folder, plcPort, clients, stop));
            foreach (BenchPath path in paths) path.Measure(Warmth);
            for (int round = 0; round < Rounds; round++)
            {
                log.WriteLine($"{clients} clients, round {round + 1} of {Rounds}");
                Measure(paths, round, options.Time);
            }
            var result = new BenchResult(clients, paths);
            Flood(result, tls, folder, options.Time);
            return result;
        }
        finally
        {
            foreach (BenchPath path in paths) path.Dispose();
        }
    }

    // Each round begins with another path: no path always runs behind the same one.
    private static void Measure(List<BenchPath> paths, int round, TimeSpan time)
    {
        for (int i = 0; i < paths.Count; i++)
        {
            BenchPath path = paths[(round + i) % paths.Count];
            path.Rounds.Add(path.Measure(time));
        }
    }

    private static void Flood(BenchResult result, BenchPath tls, BenchFolder folder, TimeSpan time)
    {
        using var flood = new SilentFlood(tls.Port);
        Measurement during = tls.Measure(time);
        long start = Stopwatch.GetTimestamp();
        using (var late = new BenchClient(tls.Port, folder.Client)) late.Ask();
        result.SetFlood(during, Stopwatch.GetElapsedTime(start).TotalMilliseconds, tls.Proxy!.PeakMegabytes);
    }
}
