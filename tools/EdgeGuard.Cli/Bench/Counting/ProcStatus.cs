using System;
using System.Globalization;

namespace EdgeGuard.Cli;

/// <summary>Reads numbers out of /proc/PID/status.</summary>
internal static class ProcStatus
{
    /// <param name="status">The whole file.</param>
    /// <param name="name">What stands before the colon.</param>
    /// <returns>The number behind it, in its own unit (kB for memory); NaN where there is none.</returns>
    public static double Number(string status, string name)
    {
        foreach (string line in status.Split('\n'))
        {
            if (!line.StartsWith(name + ":", StringComparison.Ordinal)) continue;
            string[] words = line[(name.Length + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return words.Length == 0 ? double.NaN : Number(words[0]);
        }
        return double.NaN;
    }

    /// <summary>NaN for what is no number.</summary>
    public static double Number(string word) =>
        ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : double.NaN;
}
