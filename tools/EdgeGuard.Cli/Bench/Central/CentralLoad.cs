using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Cli;

/// <summary>One measurement of messages: all modules tell events, it warms up, and then it counts.</summary>
internal sealed class CentralLoad(CentralProcess process, CentralUplinks uplinks, int batch, CentralBenchOptions options)
{
    private readonly CentralWindow _window = new();

    /// <param name="name">Of what it is told.</param>
    /// <param name="viewers">Who look at pages meanwhile; null for nobody.</param>
    /// <param name="browser">What they look with.</param>
    /// <param name="stop">Ends it before.</param>
    /// <exception cref="BenchException">Something was not taken.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CentralLoadResult> Measure(
        string name, CentralViewers? viewers, CentralBrowser? browser, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task looks = viewers?.Run(browser!, end.Token) ?? Task.CompletedTask;
        Task all = Task.WhenAll(uplinks.Tell(batch, options.Rate, _window, end.Token), looks);
        await Task.WhenAny(all, Task.Delay(options.Warmth, stop));
        (double own, double used) = Cpu();
        _window.Begin();
        viewers?.Begin();
        await Task.WhenAny(all, Task.Delay(options.Time, stop));
        _window.End();
        viewers?.End();
        (double ownAfter, double usedAfter) = Cpu();
        await end.CancelAsync();
        await all;
        stop.ThrowIfCancellationRequested();
        return Result(name, usedAfter - used, ownAfter - own);
    }

    private CentralLoadResult Result(string name, double used, double own) => new(name, _window.Events / _window.Seconds)
    {
        P50 = _window.Latencies.Percentile(0.5) / 1000,
        P99 = _window.Latencies.Percentile(0.99) / 1000,
        Cpu = used * 1e6 / _window.Events,
        GeneratorCpu = own * 1e6 / _window.Events,
        PeakMegabytes = process.PeakMegabytes,
    };

    private (double Own, double Used) Cpu() => (Environment.CpuUsage.TotalTime.TotalSeconds, process.CpuSeconds);
}
