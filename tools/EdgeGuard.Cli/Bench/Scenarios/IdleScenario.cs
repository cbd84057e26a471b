using System;

namespace EdgeGuard.Cli;

/// <summary>What clients cost that were answered once and ask nothing more. One proxy after the other.</summary>
internal static class IdleScenario
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public static BenchSection Measure(BenchSite site, int clients)
    {
        var section = new BenchSection(
            "asking nothing", "_idle", Figure.Megabytes, Figure.PeakMegabytes, Figure.Threads, Figure.SystemCallsPerSecond,
            Figure.SwitchesPerSecond)
        {
            ToldOfFirst = [Figure.Megabytes, Figure.PeakMegabytes, Figure.Threads],
        };
        foreach (BenchPath path in site.TlsPaths(clients))
        {
            using (path)
            {
                site.Log($"{clients} clients idle, {path.Name}");
                section.Add(path.Name, Look(site, path.Proxy!));
            }
        }
        return section;
    }

    private static Measurement Look(BenchSite site, ProxyProcess proxy)
    {
        site.Wait(Settling);
        ThreadUse before = proxy.Use();
        site.Wait(site.Time);
        double switches = (proxy.Use() - before).Switches;
        double calls = site.CountSystemCalls(proxy, () => site.Wait(site.Time));
        return new Measurement
        {
            [Figure.Megabytes] = proxy.Megabytes("VmRSS"),
            [Figure.PeakMegabytes] = proxy.Megabytes("VmHWM"),
            [Figure.Threads] = proxy.Status("Threads"),
            [Figure.SystemCallsPerSecond] = calls / site.Time.TotalSeconds,
            [Figure.SwitchesPerSecond] = switches / site.Time.TotalSeconds,
        };
    }
}
