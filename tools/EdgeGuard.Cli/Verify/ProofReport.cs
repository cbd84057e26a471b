using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>Says what was found in a proof file: for people, or as JSON.</summary>
internal static class ProofReport
{
    /// <summary>An event of a batch whose seal is not broken, one line.</summary>
    internal static string Line(ProofBatch of, EventRecord record, Peer? peer, SealProof proof) =>
        $"{EventText.Time(record)} {of.Site}/{of.Module}  {EventText.Text(record, peer)}  [{Word(proof)}]";

    /// <summary>What is proved, a line a run of batches, and the sum.</summary>
    internal static void Show(TextWriter output, ProofChain chain, IReadOnlyList<ProofRun> runs, ProofReader file)
    {
        string stream = "";
        ProofRun? before = null;
        foreach (ProofRun run in runs)
        {
            string head = $"{run.Site}/{run.Module}  start {run.Boot}  stream {run.Stream}";
            if (head != stream) output.WriteLine(head);
            else if (before != null) output.WriteLine("    " + Between(before, run));
            output.WriteLine($"  {Word(run.Proof),-11} {Numbers(run)}, {Batches(run)}{(run.IsFromStart ? ", from the start on" : "")}");
            if (run.Problem.Length > 0) output.WriteLine("    " + run.Problem);
            stream = head;
            before = run;
        }
        foreach (string line in Sum(chain, file, runs)) output.WriteLine(line);
    }

    /// <summary>The same as one JSON object.</summary>
    internal static string Json(ProofChain chain, IReadOnlyList<ProofRun> runs, ProofReader file)
    {
        JsonWriter json = new JsonWriter().OpenObject()
            .Text("search", file.Header!.Search)
            .Text("exportedAt", file.Header.ExportedAt.UtcDateTime.ToString("O"))
            .Flag("isWhole", file.End!.IsWhole)
            .Number("batches", file.End.Batches)
            .Number("unreadable", chain.Unreadable)
            .Number("repeated", chain.Repeated)
            .OpenArray("runs");
        foreach (ProofRun run in runs)
        {
            json.OpenObject().Text("site", run.Site).Text("module", run.Module).Text("stream", run.Stream).Number("boot", run.Boot)
                .Number("first", run.First).Number("last", run.Last).Number("batches", run.Batches).Number("events", run.Events)
                .Text("seal", Word(run.Proof)).Flag("fromStart", run.IsFromStart).Text("problem", run.Problem).CloseObject();
        }
        return json.CloseArray().CloseObject().ToString();
    }

    /// <summary>Whether a seal was broken, or something contradicts what was sealed.</summary>
    internal static bool IsBroken(ProofChain chain, IReadOnlyList<ProofRun> runs) =>
        chain.Unreadable > 0 || runs.Any(run => run.Proof == SealProof.Wrong || run.Problem.Length > 0);

    /// <summary>Whether every batch was verified.</summary>
    internal static bool IsVerified(IReadOnlyList<ProofRun> runs) => runs.All(run => run.Proof == SealProof.Right);

    private static string Word(SealProof proof) => proof switch
    {
        SealProof.Right => "verified",
        SealProof.Unverified => "not checked",
        SealProof.Unsealed => "unsealed",
        _ => "BROKEN",
    };

    private static string Numbers(ProofRun run) => run.First == run.Last ? $"event {run.First}" : $"events {run.First} to {run.Last}";

    private static string Batches(ProofRun run) => (run.Batches == 1 ? "1 batch" : $"{run.Batches} batches")
        + (run.Events == run.Last - run.First + 1 ? "" : $", {run.Events} events");

    private static string Between(ProofRun before, ProofRun run)
    {
        long count = run.First - before.Last - 1;
        if (count > 0) return $"{count} numbers between are not in this file";
        return run.Proof == before.Proof ? "batches between are not in this file" : "";
    }

    private static IEnumerable<string> Sum(ProofChain chain, ProofReader file, IReadOnlyList<ProofRun> runs)
    {
        if (runs.Count > 0) yield return "";
        yield return string.Join(", ", Counts(runs).DefaultIfEmpty("no batches"));
        if (chain.Unreadable > 0) yield return $"{chain.Unreadable} that are no batches";
        if (chain.Repeated > 0) yield return $"{chain.Repeated} stood there more than once";
        if (!file.End!.IsWhole) yield return "The search has more than one file takes: narrow it, and export the rest.";
        if (runs.Any(run => run.Proof == SealProof.Unverified))
        {
            yield return "Not checked: name the key of that stream with --seal-key.";
        }
        if (runs.Any(run => run.Proof == SealProof.Unsealed))
        {
            yield return "Unsealed: that module was never commissioned; whoever may write at its broker can have written this.";
        }
    }

    private static IEnumerable<string> Counts(IReadOnlyList<ProofRun> runs) => runs
        .GroupBy(run => run.Proof).OrderByDescending(group => group.Key)
        .Select(group => $"{Word(group.Key)}: {group.Sum(run => run.Batches)} batches with {group.Sum(run => run.Events)} events");
}
