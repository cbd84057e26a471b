using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary>People who look at one page after the other, with a short look at each.</summary>
/// <param name="viewers">How many.</param>
internal sealed class CentralViewers(int viewers)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly CentralWindow[] _windows = [.. CentralPage.All.Select(_ => new CentralWindow())];

    public void Begin() => Array.ForEach(_windows, window => window.Begin());

    public void End() => Array.ForEach(_windows, window => window.End());

    /// <summary>Every page and how long it took.</summary>
    public IEnumerable<(CentralPage Page, LatencyHistogram Latencies)> Figures =>
        CentralPage.All.Zip(_windows, (page, window) => (page, window.Latencies));

    /// <summary>Lets them look until told to stop.</summary>
    /// <exception cref="BenchException">A page is answered with something else.</exception>
    public Task Run(CentralBrowser browser, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, viewers).Select(first => Run(browser, first, stop)));

    private async Task Run(CentralBrowser browser, int first, CancellationToken stop)
    {
        for (int i = first; !stop.IsCancellationRequested; i++)
        {
            int page = i % CentralPage.All.Length;
            long began = Stopwatch.GetTimestamp();
            await browser.Get(CentralPage.All[page].Path, CancellationToken.None);
            _windows[page].Add(began, 0);
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
