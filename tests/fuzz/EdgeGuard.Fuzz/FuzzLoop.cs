using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace EdgeGuard.Fuzz;

/// <summary>Runs one target: keeps what covers something new, changes what it kept, and so on until the time is over.</summary>
internal sealed class FuzzLoop(ITarget target, Coverage coverage, Random random, Watchdog watchdog)
{
    private readonly List<byte[]> _kept = [];
    private readonly Dictionary<string, byte[]> _found = [];
    private readonly Stopwatch _watch = new();
    private TimeSpan _time;

    public long Executions { get; private set; }

    /// <summary>Inputs that cover everything seen.</summary>
    public IReadOnlyList<byte[]> Kept => _kept;

    /// <summary>The shortest input of each kind that breaks a promise, by what it breaks.</summary>
    public IReadOnlyDictionary<string, byte[]> Found => _found;

    public void Run(IReadOnlyList<byte[]> start, IReadOnlyList<byte[]> seeds, TimeSpan time, long runs)
    {
        _time = time;
        _watch.Restart();
        // What a run begins with was shortened by the run that found it.
        foreach (byte[] input in start.Concat(seeds).OrderBy(input => input.Length)) Try(input, shorten: false);
        if (_kept.Count == 0) _kept.Add([]);
        var mutator = new Mutator(random, target.MaxLength, seeds);
        while (_watch.Elapsed < time && Executions < runs) Try(mutator.Make(Pick(), Pick()), shorten: true);
    }

    // Half of the time one of the newest: what was just discovered is where the next discovery is near.
    private byte[] Pick()
    {
        int newest = Math.Max(1, _kept.Count / 8);
        return _kept[random.Next(2) == 0 ? random.Next(_kept.Count) : _kept.Count - 1 - random.Next(newest)];
    }

    private void Try(byte[] input, bool shorten)
    {
        if (input.Length > target.MaxLength) return;
        Exception? find = Execute(input);
        if (find != null) NoteFind(input, find);
        else if (coverage.Add()) _kept.Add(shorten ? Shortened(input) : input);
    }

    private Exception? Execute(byte[] input)
    {
        Executions++;
        watchdog.Begin(input);
        coverage.Begin();
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private void NoteFind(byte[] input, Exception find)
    {
        string kind = KindOf(find);
        if (_found.TryGetValue(kind, out byte[]? shorter) && shorter.Length <= input.Length) return;
        _found[kind] = Shorten(input, candidate => Execute(candidate) is { } e && KindOf(e) == kind);
    }

    private static string KindOf(Exception e) => e.GetType().Name + ": " + e.Message + "\n" + e.StackTrace?.Split('\n').FirstOrDefault();

    // Cuts away what changes nothing in the path through the code; found inputs stay small, and so does the corpus.
    private byte[] Shortened(byte[] input)
    {
        Execute(input);
        int path = coverage.Hash();
        // Past the time it stays as long as it is: a slow reader must not hold up the end of the run.
        return Shorten(input, candidate => _watch.Elapsed < _time && Execute(candidate) == null && coverage.Hash() == path);
    }

    private static byte[] Shorten(byte[] input, Func<byte[], bool> isAsGood)
    {
        for (int block = input.Length / 2; block > 0; block /= 2)
        {
            for (int at = 0; at + block <= input.Length;)
            {
                byte[] candidate = [.. input.AsSpan(0, at), .. input.AsSpan(at + block)];
                if (isAsGood(candidate)) input = candidate;
                else at += block;
            }
        }
        return input;
    }
}
