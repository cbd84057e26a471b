using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeGuard.Fuzz;

/// <summary>Runs the chosen targets one after the other and says what came of it: one line a target, one an input found.</summary>
internal static class FuzzRun
{
    /// <summary>Far beyond what any input takes, also on a machine that does other things.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    public static int Execute(FuzzOptions options, Coverage coverage, TextWriter output)
    {
        return options.Replay != null ? Replay(options, output) : options.Targets.Max(target => Run(target, options, coverage, output));
    }

    // What is thrown is what was asked for, with the place in the code: it is not caught.
    private static int Replay(FuzzOptions options, TextWriter output)
    {
        byte[] input = Replayed(options.Replay!);
        foreach (ITarget target in options.Targets) target.Run(input);
        output.WriteLine("nothing is broken by it");
        return ExitCode.Clean;
    }

    // A file, or a line of a corpus: policy.corpus:12.
    private static byte[] Replayed(string place)
    {
        int colon = place.LastIndexOf(CorpusFile.Extension + ":", StringComparison.Ordinal);
        if (colon < 0) return File.ReadAllBytes(place);
        int end = colon + CorpusFile.Extension.Length;
        string number = place[(end + 1)..];
        return new CorpusFile(place[..end]).ReadLines()
            .FirstOrDefault(line => line.Number.ToString(CultureInfo.InvariantCulture) == number).Input
            ?? throw new CorpusException($"{place}: that line holds no input");
    }

    private static int Run(ITarget target, FuzzOptions options, Coverage coverage, TextWriter output)
    {
        var corpus = new CorpusFile(Path.Combine(options.Corpus, target.Name + CorpusFile.Extension));
        var crashes = new CrashFolder(Path.Combine(options.Crashes, target.Name));
        using var watchdog = new Watchdog(LongestRun, input =>
        {
            output.WriteLine($"{target.Name}: does not end: {crashes.Add("hang-", input)}");
            // Nothing less ends the thread that runs it.
            Environment.Exit(ExitCode.Hangs);
        });
        var loop = new FuzzLoop(target, coverage, new Random(options.Seed), watchdog);
        var watch = Stopwatch.StartNew();
        coverage.Forget();
        loop.Run([.. corpus.Read()], [.. target.Seeds()], options.Time, options.Runs);
        output.WriteLine(
            $"{target.Name,-9} {watch.Elapsed.TotalSeconds,6:F0} s  {loop.Executions,12} executions  {coverage.Edges,6} edges  "
            + $"{loop.Kept.Count,5} inputs kept  {loop.Found.Count} found  (seed {options.Seed})");
        foreach ((string kind, byte[] input) in loop.Found) output.WriteLine($"{target.Name}: {kind}\n  {crashes.Add("crash-", input)}");
        if (coverage.Edges == 0 && loop.Found.Count == 0)
        {
            output.WriteLine($"{target.Name}: no edge was seen: the product beside this program is not instrumented, build it again");
            return ExitCode.Misused;
        }
        if (options.Keep) corpus.Write(Smallest(target, loop.Kept, coverage));
        return loop.Found.Count == 0 ? ExitCode.Clean : ExitCode.Found;
    }

    // Shortest first; what then adds nothing is left out.
    private static List<byte[]> Smallest(ITarget target, IReadOnlyList<byte[]> kept, Coverage coverage)
    {
        coverage.Forget();
        var needed = new List<byte[]>();
        foreach (byte[] input in kept.OrderBy(input => input.Length))
        {
            coverage.Begin();
            target.Run(input);
            if (coverage.Add()) needed.Add(input);
        }
        return needed;
    }
}
