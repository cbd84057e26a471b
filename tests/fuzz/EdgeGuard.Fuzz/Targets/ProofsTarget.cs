using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Fuzz.Targets;

/// <summary>Any file is one with proofs or none; whatever batches are in it, what they prove can be told.</summary>
internal sealed class ProofsTarget : ITarget
{
    private static readonly SealKey Key = new(new byte[EventBatchFormat.StreamSize], new byte[EventBatchFormat.MacSize]);

    public string Name => "proofs";

    public int MaxLength => 2000;

    public IEnumerable<byte[]> Seeds()
    {
        byte[] first = Batch(1, out BatchSeal seal);
        byte[] second = Batch(2, out _, seal);
        yield return File([]);
        yield return File([first]);
        yield return File([first, second]);
        yield return File([second, first, first]);
        yield return File([[.. first.Reverse()]]);
    }

    public void Run(byte[] input)
    {
        var reader = new ProofReader(new StringReader(Encoding.UTF8.GetString(input)));
        var chain = new ProofChain(new SealKeys(new SystemHmac(), [Key]));
        List<ProofBatch> batches = [.. reader.Batches()];
        foreach (ProofBatch batch in batches) chain.Add(batch);
        IReadOnlyList<ProofRun> runs = chain.Runs();
        Promise.Holds(runs.Sum(run => run.Batches) + chain.Repeated + chain.Unreadable == batches.Count, "a batch that is in no sum");
        Promise.Holds(runs.All(run => run.First <= run.Last && run.Events > 0), "a run of no events");
        Promise.Holds(!reader.Problem.Any(char.IsControl), "words with a character that a terminal obeys");
        if (reader.Problem.Length > 0) return;
        Promise.Holds(reader.End!.Batches == batches.Count, "a whole file that lacks a batch");
    }

    private static byte[] File(IEnumerable<byte[]> batches)
    {
        var text = new StringWriter();
        var writer = new ProofWriter(text);
        writer.Begin(DateTimeOffset.UnixEpoch, "module:m").GetAwaiter().GetResult();
        foreach (byte[] batch in batches)
        {
            writer.Add(new ProofBatch("s", "m", DateTimeOffset.UnixEpoch, batch)).GetAwaiter().GetResult();
        }
        writer.End(true).GetAwaiter().GetResult();
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Batch(long sequence, out BatchSeal seal, BatchSeal? before = null)
    {
        seal = before ?? new BatchSeal(new SystemHmac(), Key.Key);
        var writer = new EventBatchWriter(EventBatchFormat.MinCapacity, Key.Stream, 1, seal);
        var bytes = new byte[EventRecord.Size];
        new EventRecord { Code = EventCode.ModuleStarted, Sequence = sequence }.Encode(bytes, 0);
        writer.TryAdd(bytes, 0, null);
        byte[] batch = writer.Buffer.AsSpan(0, writer.Finish()).ToArray();
        seal.Advance();
        return batch;
    }
}
