using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Host.Tls;

/// <summary>Why a file cannot be used, and what to do about it.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="Message">What is wrong, without full stop.</param>
/// <param name="Remedy">What to do; may be empty.</param>
public sealed record FileProblem(string Path, string Message, string Remedy)
{
    /// <summary>All of them in one line.</summary>
    internal static string Text(IEnumerable<FileProblem> problems)
    {
        return string.Join("; ", problems.Select(p => $"{p.Path}: {p.Message}" + (p.Remedy.Length > 0 ? $" ({p.Remedy})" : "")));
    }
}
