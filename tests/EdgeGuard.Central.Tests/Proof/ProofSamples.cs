using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>Proof files that the tests share.</summary>
internal static class ProofSamples
{
    internal static readonly DateTimeOffset At = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    internal static ProofBatch Of(TestModule module, byte[] batch) => new(module.Site, module.Name, At, batch);

    internal static async Task<string> File(IEnumerable<ProofBatch> batches, string search = "", bool isWhole = true)
    {
        var text = new StringWriter();
        var writer = new ProofWriter(text);
        await writer.Begin(At, search);
        foreach (ProofBatch batch in batches) await writer.Add(batch);
        await writer.End(isWhole);
        return text.ToString();
    }

    internal static (ProofReader Reader, List<ProofBatch> Batches) Read(string file)
    {
        var reader = new ProofReader(new StringReader(file));
        return (reader, reader.Batches().ToList());
    }

    /// <summary>What a chain found, a run a word: seal, first and last number, <c>^</c> before one that nothing was sent before.</summary>
    internal static string Text(ProofChain chain) => string.Join(' ', chain.Runs().Select(run =>
        $"{(run.IsFromStart ? "^" : "")}{run.Proof}:{run.First}-{run.Last}/{run.Batches}{(run.Problem.Length > 0 ? "!" : "")}"));
}
