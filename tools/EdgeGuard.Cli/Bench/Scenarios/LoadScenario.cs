namespace EdgeGuard.Cli;

/// <summary>Every path while all clients ask as fast as they are answered.</summary>
internal static class LoadScenario
{
    private const int Rounds = 7;

    public static BenchSection Measure(BenchSite site, int clients)
    {
        var section = new BenchSection(
            "load", "", Figure.Rps, Figure.P50, Figure.P99, Figure.P999, Figure.Cpu, Figure.SystemCalls, Figure.Switches,
            Figure.InvoluntarySwitches, Figure.PeakMegabytes)
        {
            ToldOfRatios = [Figure.Rps, Figure.P99, Figure.Cpu, Figure.SystemCalls, Figure.Switches],
        };
        using var paths = new BenchPaths(site);
        paths.Add(site.Direct(clients));
        paths.Add(site.Module(clients, tls: false));
        paths.Add(site.TlsPaths(clients));
        paths.Measure($"{clients} clients", Rounds, path => path.Measure(site.Time));
        paths.CountSystemCalls();
        // Like with like, and both of the module with nothing in between.
        paths.Report(
            section, (BenchPath.ModuleTls, BenchPath.Direct), (BenchPath.ModuleTls, BenchPath.Stunnel),
            (BenchPath.ModuleTls, BenchPath.Haproxy), (BenchPath.ModulePlain, BenchPath.Direct));
        return section;
    }
}
