using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Fuzz;

/// <summary>What was asked for on the command line.</summary>
internal sealed class FuzzOptions
{
    public const string Usage = """
        edgeguard-fuzz TARGET|all [--seconds N] [--runs N] [--seed N] [--corpus FOLDER] [--crashes FOLDER] [--keep] [--replay FILE]
          --seconds   how long each target runs (20)        --runs     ends earlier after so many executions
          --seed      of the random numbers (by the clock)   --corpus   tests/fuzz/corpus of the checkout
          --crashes   where inputs that break something go (artifacts/fuzz)
          --keep      writes the corpus back, reduced to what coverage needs
          --replay    runs one input and shows what comes of it: a file, or a line of a corpus, FILE.corpus:LINE
        edgeguard-fuzz targets   names them, a line each
        exit codes: 0 nothing found, 1 an input breaks a promise, 2 wrong arguments or build, 3 an input does not end

        """;

    public IReadOnlyList<ITarget> Targets { get; private set; } = [];

    public TimeSpan Time { get; private set; } = TimeSpan.FromSeconds(20);

    public long Runs { get; private set; } = long.MaxValue;

    public int Seed { get; private set; } = Environment.TickCount;

    public string Corpus { get; private set; } = Path.Combine(WireVectorFolder.Checkout, "tests", "fuzz", "corpus");

    public string Crashes { get; private set; } = Path.Combine(WireVectorFolder.Checkout, "artifacts", "fuzz");

    public bool Keep { get; private set; }

    public string? Replay { get; private set; }

    /// <summary>Null, and what is wrong, when the arguments cannot be followed.</summary>
    public static FuzzOptions? Parse(string[] args, IReadOnlyList<ITarget> targets, List<string> problems)
    {
        var options = new FuzzOptions();
        if (args.Length == 0) problems.Add("name a target, or 'all'");
        else options.ChooseTargets(args[0], targets, problems);
        for (int i = 1; i < args.Length; i++)
        {
            if (args[i] == "--keep") options.Keep = true;
            else if (i + 1 == args.Length) problems.Add($"'{args[i]}' is no option, or lacks its value");
            else options.Set(args[i], args[++i], problems);
        }
        return problems.Count == 0 ? options : null;
    }

    private void ChooseTargets(string name, IReadOnlyList<ITarget> targets, List<string> problems)
    {
        Targets = targets.Where(target => name == "all" || target.Name == name).ToList();
        if (Targets.Count > 0) return;
        problems.Add($"there is no target '{name}'; there are all, {string.Join(", ", targets.Select(target => target.Name))}");
    }

    private void Set(string option, string value, List<string> problems)
    {
        switch (option)
        {
            case "--seconds": Time = TimeSpan.FromSeconds(Number(option, value, problems)); break;
            case "--runs": Runs = Number(option, value, problems); break;
            case "--seed": Seed = Number(option, value, problems); break;
            case "--corpus": Corpus = value; break;
            case "--crashes": Crashes = value; break;
            case "--replay": Replay = value; break;
            default: problems.Add($"there is no option '{option}'"); break;
        }
    }

    private static int Number(string option, string value, List<string> problems)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return number;
        problems.Add($"{option} takes a number, not '{value}'");
        return 0;
    }
}
