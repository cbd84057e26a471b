using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>Why a file cannot be used, or what should be known of it, and what to do about it.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="Message">What is wrong, without full stop.</param>
/// <param name="Remedy">What to do; may be empty.</param>
public sealed record FileProblem(string Path, string Message, string Remedy)
{
    /// <summary>From 1; 0 when it is about the whole file.</summary>
    public int Line { get; init; }

    /// <summary>Whether the file can be used all the same.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The file, and the line where there is one.</summary>
    public string Place => Line == 0 ? Path : $"{Path}:{Line}";

    /// <summary>All of them in one line.</summary>
    internal static string Text(IEnumerable<FileProblem> problems)
    {
        return string.Join("; ", problems.Select(p => $"{p.Place}: {p.Message}" + (p.Remedy.Length > 0 ? $" ({p.Remedy})" : "")));
    }

    /// <summary>How many of them make their files unusable.</summary>
    internal static int Errors(IEnumerable<FileProblem> problems) => problems.Count(p => !p.IsWarning);

    /// <summary>What was found in a file, added to what was found in others.</summary>
    internal static void AddAll(IList<FileProblem> to, string path, ProblemList found)
    {
        for (int i = 0; i < found.Count; i++)
        {
            to.Add(new FileProblem(path, found[i].Message, found[i].Remedy) { Line = found[i].Line, IsWarning = found[i].IsWarning });
        }
    }
}
