using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Cli;

/// <summary>The paths that are measured side by side, round by round.</summary>
internal sealed class BenchPaths(BenchSite site) : IDisposable
{
    // Before the rounds: code is compiled, connections are warm.
    public static readonly TimeSpan Warmth = TimeSpan.FromMilliseconds(300);

    private readonly List<BenchPath> _paths = [];

    public void Add(BenchPath path) => _paths.Add(path);

    public void Add(IEnumerable<BenchPath> paths)
    {
        foreach (BenchPath path in paths) _paths.Add(path);
    }

    public void Dispose()
    {
        foreach (BenchPath path in _paths) path.Dispose();
    }

    /// <summary>Measures every path in every round. Each round begins with another one: no path always runs behind the same.</summary>
    /// <param name="what">Named in the log.</param>
    /// <param name="rounds">How many.</param>
    /// <param name="measure">One path, once.</param>
    public void Measure(string what, int rounds, Func<BenchPath, Measurement> measure)
    {
        foreach (BenchPath path in _paths) path.Measure(Warmth);
        for (int round = 0; round < rounds; round++)
        {
            site.Log($"{what}, round {round + 1} of {rounds}");
            for (int i = 0; i < _paths.Count; i++)
            {
                BenchPath path = _paths[(round + i) % _paths.Count];
                path.Rounds.Add(measure(path));
            }
        }
    }

    /// <summary>Counts the system calls of every proxy, behind the rounds.</summary>
    public void CountSystemCalls()
    {
        foreach (BenchPath path in _paths) path.CountSystemCalls(site, site.Time);
    }

    /// <summary>Writes down what came out, and the ratios of those that are there.</summary>
    /// <param name="section">Where.</param>
    /// <param name="compared">Like with like.</param>
    public void Report(BenchSection section, params (string Ours, string Other)[] compared)
    {
        foreach (BenchPath path in _paths) section.Add(path.Name, WithMemory(path));
        foreach ((string ours, string other) in compared)
        {
            if (Find(ours) is { } a && Find(other) is { } b) section.Add(ours, other, a.Over(b));
        }
    }

    private static Measurement WithMemory(BenchPath path) =>
        path.Median.With(Figure.PeakMegabytes, path.Proxy?.Megabytes("VmHWM") ?? double.NaN);

    private BenchPath? Find(string name) => _paths.FirstOrDefault(path => path.Name == name);
}
