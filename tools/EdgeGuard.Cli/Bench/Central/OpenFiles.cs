using System;
using System.IO;
using System.Linq;

namespace EdgeGuard.Cli;

/// <summary>How many files a process may have open here.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>The hard limit, to which .NET raises its own at the start; no limit where the system does not tell.</summary>
    public static long Most => File.Exists(Limits) ? Read(File.ReadAllText(Limits)) : long.MaxValue;

    /// <param name="limits">The whole file.</param>
    public static long Read(string limits)
    {
        string? line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        string[] words = line?[Name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length >= 2 && long.TryParse(words[1], out long most) ? most : long.MaxValue;
    }
}
