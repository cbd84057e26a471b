namespace EdgeGuard.Cli;

/// <summary>The module that records who asks what, beside one that does not, over TLS.</summary>
internal static class TrafficScenario
{
    private const int Rounds = 7;
    private const string Recorded = "traffic_on";
    private const string Unrecorded = "traffic_off";

    public static BenchSection Measure(BenchSite site, int clients)
    {
        var section = new BenchSection(
            "recording who asks what", "", Figure.Rps, Figure.P50, Figure.P99, Figure.P999, Figure.Cpu, Figure.PeakMegabytes)
        {
            ToldOfRatios = [Figure.Rps, Figure.Cpu],
        };
        using var paths = new BenchPaths(site);
        paths.Add(site.Module(Recorded, clients, "traffic.values writes"));
        paths.Add(site.Module(Unrecorded, clients, "traffic.rows 0"));
        paths.Measure($"{clients} clients, recorded or not", Rounds, path => path.Measure(site.Time));
        paths.Report(section, (Recorded, Unrecorded));
        return section;
    }
}
