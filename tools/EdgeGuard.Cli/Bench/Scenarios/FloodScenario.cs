namespace EdgeGuard.Cli;

/// <summary>What clients see of a proxy that is flooded, each with the same flood, and how long one more takes to be let in.</summary>
internal static class FloodScenario
{
    // Each has a flood of its own, which takes its time to rise and to fall.
    private const int Rounds = 3;

    public static BenchSection Measure(BenchSite site, int clients)
    {
        var section = new BenchSection(
            "in a silent flood", "_flood", Figure.Rps, Figure.P50, Figure.P99, Figure.P999, Figure.Cpu, Figure.Switches,
            Figure.PeakMegabytes, Figure.AdmitMs)
        {
            ToldOfRatios = [Figure.Rps, Figure.P99],
        };
        using var paths = new BenchPaths(site);
        paths.Add(site.TlsPaths(clients));
        paths.Measure($"{clients} clients in a flood", Rounds, path => Flooded(site, path));
        paths.Report(section, (BenchPath.ModuleTls, BenchPath.Stunnel), (BenchPath.ModuleTls, BenchPath.Haproxy));
        return section;
    }

    private static Measurement Flooded(BenchSite site, BenchPath path)
    {
        using var flood = new SilentFlood(path.Port);
        // Until what the last flood left has gone, and this one has come up.
        path.Measure(BenchPaths.Warmth);
        Measurement during = path.Measure(site.Time);
        return during.With(Figure.AdmitMs, site.Admit(path));
    }
}
