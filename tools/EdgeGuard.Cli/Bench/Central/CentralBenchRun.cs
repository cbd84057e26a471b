using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>The whole measurement of the central console.</summary>
internal sealed class CentralBenchRun
{
    // What both ends have open beside the connections.
    private const int OtherFiles = 500;

    private static readonly TimeSpan BaselineTime = TimeSpan.FromSeconds(2);

    private readonly CentralBenchOptions _options;
    private readonly string _executable;
    private readonly CentralSite _site;
    private readonly CancellationToken _stop;

    private CentralBenchRun(CentralBenchOptions options, string executable, CentralSite site, CancellationToken stop)
    {
        _options = options;
        _executable = executable;
        _site = site;
        _stop = stop;
    }

    /// <exception cref="BenchException">Something could not be started, or was not taken.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task Execute(CentralBenchOptions options, TextWriter output, TextWriter log, CancellationToken stop)
    {
        long files = OpenFiles.Most;
        if (options.Modules + OtherFiles > files)
        {
            throw new BenchException($"{options.Modules} connections are as many open files, and {files} are allowed; see ulimit -Hn");
        }
        string executable = BenchProgram.Central.Find(options.CentralPath, log, stop);
        await log.WriteLineAsync($"making {options.Modules} modules, each with a certificate …");
        using var site = new CentralSite(options.Modules, stop);
        if (options.Stored > 0) await new CentralFill(site).Store(options.Stored, log, stop);
        if (options.IsLoad) await new CentralBenchRun(options, executable, site, stop).MeasureAll(output, log);
        else await MeasureFleet(options, executable, site, output, stop);
    }

    private static async Task MeasureFleet(
        CentralBenchOptions options, string executable, CentralSite site, TextWriter output, CancellationToken stop)
    {
        CentralFleetResult result = await new CentralFleetRun(options, executable, site).Measure(stop);
        await output.WriteLineAsync(options.IsJson ? result.ToJson() : result.ToText());
    }

    private async Task MeasureAll(TextWriter output, TextWriter log)
    {
        foreach (int batch in _options.Batches)
        {
            await log.WriteLineAsync($"{batch} a batch …");
            CentralBenchResult result = await Measure(batch);
            await output.WriteLineAsync(_options.IsJson ? result.ToJson() : result.ToText());
        }
    }

    private async Task<CentralBenchResult> Measure(int batch)
    {
        (long before, long bytesBefore) = Stored();
        var viewers = new CentralViewers(_options.Viewers);
        CentralLoadResult console = await Console(batch, viewers);
        (long after, long bytesAfter) = Stored();
        long told = _site.Modules.Sum(module => module.LastSequence);
        if (after != told) throw new BenchException($"{told} events were acknowledged, and the archive has {after}");
        console = console with { Bytes = (double)(bytesAfter - bytesBefore) / (after - before) };
        return new CentralBenchResult(
            batch, _options.Modules, before, [console, await Mqtt(batch), .. Baselines(batch)], [.. viewers.Figures]);
    }

    private async Task<CentralLoadResult> Console(int batch, CentralViewers viewers)
    {
        using CentralProcess process = CentralProcess.Console(_executable, _site.Folder.Path, _stop);
        using CentralBrowser browser = await CentralBrowser.SignIn(_site, process.WebPort, _stop);
        CentralLoadResult result;
        using (CentralUplinks uplinks = await CentralUplinks.Connect(_site.Modules, process.BrokerPort, _stop))
        {
            result = await new CentralLoad(process, uplinks, batch, _options).Measure("console", viewers, browser, _stop);
        }
        // What it wrote is in its files then, and not half of it beside them.
        process.End();
        return result;
    }

    private async Task<CentralLoadResult> Mqtt(int batch)
    {
        using CentralProcess process = CentralProcess.BareBroker(_site.Folder.Path, _stop);
        using CentralUplinks uplinks = await CentralUplinks.Connect(_site.NewModules(), process.BrokerPort, _stop);
        return await new CentralLoad(process, uplinks, batch, _options).Measure("MQTT alone", null, null, _stop);
    }

    private CentralLoadResult[] Baselines(int batch)
    {
        var baselines = new CentralBaselines(batch);
        string file = _site.In($"bare-{batch}.db");
        return
        [
            new CentralLoadResult("decode and seal", baselines.DecodedPerSecond(BaselineTime)),
            new CentralLoadResult("bare inserts", baselines.InsertedPerSecond(BaselineTime, file)),
        ];
    }

    // How many events the archive has, and bytes.
    private (long Events, long Bytes) Stored()
    {
        var keys = new SealKeys(new SystemHmac(), []);
        using SqliteArchive archive = SqliteArchive.Open(new ArchiveOptions(_site.Folder.Archive), () => keys, TimeProvider.System);
        return (archive.Modules().Sum(module => module.Events), archive.Status().Bytes);
    }
}
