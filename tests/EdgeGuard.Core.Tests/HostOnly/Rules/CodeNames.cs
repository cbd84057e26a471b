using System.Linq;

namespace EdgeGuard.Core.Tests;

/// <summary>How the name of a constant is written outside.</summary>
internal static class CodeNames
{
    /// <summary><c>PlcResponseWrong</c> as <c>plc-response-wrong</c>.</summary>
    internal static string Kebab(string name)
    {
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
