using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary>All modules connect, say that they are there, and report their counters every minute, as a fleet does on a quiet day.</summary>
internal sealed partial class CentralFleetRun(CentralBenchOptions options, string executable, CentralSite site)
{
    private static readonly TimeSpan CountersEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="BenchException">Something was not taken, or not all are shown.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CentralFleetResult> Measure(CancellationToken stop)
    {
        using CentralProcess process = CentralProcess.Console(executable, site.Folder.Path, stop);
        using CentralBrowser browser = await CentralBrowser.SignIn(site, process.WebPort, stop);
        double empty = process.Megabytes;
        double cpu = process.CpuSeconds;
        long began = Stopwatch.GetTimestamp();
        using CentralUplinks uplinks = await CentralUplinks.Connect(site.Modules, process.BrokerPort, stop);
        double connected = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await WaitUntilShown(browser, stop);
        double shown = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double connectingCpu = process.CpuSeconds - cpu;
        var viewers = new CentralViewers(options.Viewers);
        double cores = await Cores(process, uplinks, browser, viewers, stop);
        return new CentralFleetResult(options.Modules)
        {
            ConnectedSeconds = connected,
            ShownSeconds = shown,
            ConnectingCpuSeconds = connectingCpu,
            EmptyMegabytes = empty,
            Megabytes = process.Megabytes,
            PeakMegabytes = process.PeakMegabytes,
            Cores = cores,
            Pages = [.. viewers.Figures],
        };
    }

    private async Task<double> Cores(
        CentralProcess process, CentralUplinks uplinks, CentralBrowser browser, CentralViewers viewers, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        double cpu = process.CpuSeconds;
        long began = Stopwatch.GetTimestamp();
        viewers.Begin();
        Task all = Task.WhenAll(uplinks.Count(CountersEvery, end.Token), viewers.Run(browser, end.Token));
        await Task.WhenAny(all, Task.Delay(options.Time, stop));
        viewers.End();
        double cores = (process.CpuSeconds - cpu) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await end.CancelAsync();
        await all;
        stop.ThrowIfCancellationRequested();
        return cores;
    }

    private async Task WaitUntilShown(CentralBrowser browser, CancellationToken stop)
    {
        long began = Stopwatch.GetTimestamp();
        int online;
        while ((online = Online(await browser.Get("/", stop))) < options.Modules)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new BenchException($"of {options.Modules} modules {online} are shown");
            await Task.Delay(LookEvery, stop);
        }
    }

    // Of each site the page says how many are there.
    private static int Online(string page) =>
        OfSite().Matches(page).Sum(site => int.Parse(site.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("([0-9]+) of [0-9]+ online")]
    private static partial Regex OfSite();
}
