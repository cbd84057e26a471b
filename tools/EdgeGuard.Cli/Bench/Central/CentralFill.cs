using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeGuard.Central;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>Puts events into a console's archive by the console's own writer, without a broker: sealed batches of 32, of all modules in
/// turn.</summary>
internal sealed class CentralFill(CentralSite site)
{
    private const int PerBatch = 32;
    private const int InFlight = 2048;
    private const int TellEvery = 1_000_000;

    private readonly SealKeys _keys = new(new SystemHmac(), site.Modules.Select(module => module.Identity.Key));

    /// <exception cref="BenchException">The archive does not take one.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task Store(int events, TextWriter log, CancellationToken stop)
    {
        using SqliteArchive archive = SqliteArchive.Open(new ArchiveOptions(site.Folder.Archive), () => _keys, TimeProvider.System);
        Channel<Task<Receipt>> stored = Channel.CreateBounded<Task<Receipt>>(InFlight);
        Task check = Check(stored.Reader, log, stop);
        for (long told = 0; told < events && !check.IsCompleted; told += PerBatch)
        {
            SimulatedModule module = site.Modules[told / PerBatch % site.Modules.Length];
            await stored.Writer.WriteAsync(archive.Store(Next(module, told)), stop);
        }
        stored.Writer.Complete();
        await check;
    }

    private static async Task Check(ChannelReader<Task<Receipt>> stored, TextWriter log, CancellationToken stop)
    {
        long events = 0;
        await foreach (Task<Receipt> one in stored.ReadAllAsync(stop))
        {
            Receipt receipt = await one;
            if (receipt != Receipt.Stored) throw new BenchException($"the archive does not take a batch: {receipt}");
            events += PerBatch;
            if (events % TellEvery < PerBatch) await log.WriteLineAsync($"{events / TellEvery} million events are stored …");
        }
    }

    private Arrival Next(SimulatedModule module, long number)
    {
        CentralEvents.Tell(module, PerBatch, number);
        byte[] bytes = module.NextBatch()!;
        module.Sent();
        return Arrived(module, bytes);
    }

    private Arrival Arrived(SimulatedModule module, byte[] bytes) =>
        ArrivalReader.Read(ModuleTopic.Parse(module.Topics.Events)!, bytes, _keys, module.Utc, out string problem)
        ?? throw new BenchException($"{module.Topics.Events}: {problem}");
}
