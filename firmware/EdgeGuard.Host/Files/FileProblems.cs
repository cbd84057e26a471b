using System.Collections.Generic;
using System.IO;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>The problems of all files that a module is made from, each with
/// its file: shown together, so that one round of mending is enough.</summary>
public sealed class FileProblems
{
    private readonly List<(string File, Problem Problem)> _items = [];

    /// <summary>How many of them make the files unusable.</summary>
    public int Errors { get; private set; }

    /// <summary>How many of them should be known although the files can be used.</summary>
    public int Warnings => _items.Count - Errors;

    /// <summary>A problem of a whole file.</summary>
    public void Error(string file, string message, string remedy) => Add(file, new Problem(0, 0, "", message, remedy, false));

    /// <summary>All problems that a reader found in a file.</summary>
    public void AddAll(string file, ProblemList problems)
    {
        for (int i = 0; i < problems.Count; i++) Add(file, problems[i]);
    }

    /// <summary>All problems that were found in files of certificates, keys and passwords.</summary>
    public void AddAll(IEnumerable<FileProblem> found)
    {
        foreach (FileProblem one in found) Add(one.Path, new Problem(one.Line, 0, "", one.Message, one.Remedy, one.IsWarning));
    }

    /// <summary>Writes one line a problem, <c>file:line:column: error:
    /// …</c>, its remedy on a line of its own, and the count last.</summary>
    public void Print(TextWriter to)
    {
        foreach ((string file, Problem problem) in _items)
        {
            to.WriteLine($"{file}{Place(problem)}: {(problem.IsWarning ? "warning" : "error")}: {problem.Message}");
            if (problem.Remedy.Length > 0) to.WriteLine($"    {problem.Remedy}");
        }
        if (Errors > 0) to.WriteLine(Errors == 1 ? "edgeguard-module: error: 1 problem" : $"edgeguard-module: error: {Errors} problems");
    }

    private static string Place(Problem problem)
    {
        if (problem.Line == 0) return "";
        return problem.Column == 0 ? $":{problem.Line}" : $":{problem.Line}:{problem.Column}";
    }

    private void Add(string file, Problem problem)
    {
        _items.Add((file, problem));
        if (!problem.IsWarning) Errors++;
    }
}
