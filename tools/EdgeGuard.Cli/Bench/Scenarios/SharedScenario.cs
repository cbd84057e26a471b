namespace EdgeGuard.Cli;

/// <summary>One PLC connection for all clients, beside another module whose only client has one for itself.</summary>
internal static class SharedScenario
{
    private const int Rounds = 7;
    private const string Shared = "shared";
    private const string Alone = "alone";

    public static BenchSection Measure(BenchSite site, int clients)
    {
        var section = new BenchSection(
            "one PLC connection", "", Figure.Rps, Figure.P50, Figure.P99, Figure.P999, Figure.Mean, Figure.Longest, Figure.LongestByMean)
        {
            ToldOfRatios = [Figure.Rps],
            ToldOfFirst = [Figure.LongestByMean],
        };
        using var paths = new BenchPaths(site);
        paths.Add(site.Module(Shared, clients, connections: 1));
        paths.Add(site.Module(Alone, clients: 1, connections: 1));
        paths.Measure($"{clients} clients at one PLC connection", Rounds, path => path.Measure(site.Time));
        paths.Report(section, (Shared, Alone));
        return section;
    }
}
