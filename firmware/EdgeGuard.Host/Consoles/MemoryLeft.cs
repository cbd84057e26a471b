using System;
using System.Globalization;
using System.IO;

namespace EdgeGuard.Host;

/// <summary>How much memory the module may still take, of what this machine or its control group gives it.</summary>
internal static class MemoryLeft
{
    private const string SystemFile = "/proc/meminfo";
    private const long Mebibyte = 1_048_576;

    // A hundred sessions' worth, with room for a policy to be compiled.
    private const long Least = 32 * Mebibyte;

    /// <summary>Bytes left: the less of the limit's and the machine's.</summary>
    internal static long Bytes()
    {
        long ofLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
        try
        {
            return Math.Min(ofLimit, OfMachine(File.ReadAllText(SystemFile)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No Linux: what the runtime knows has to do.
            return ofLimit;
        }
    }

    /// <summary>What <c>MemAvailable</c> says, in bytes; all there could be where it is silent.</summary>
    internal static long OfMachine(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (
                words.Length > 1 && words[0] == "MemAvailable:"
                    && long.TryParse(words[1], CultureInfo.InvariantCulture, out long kilobytes))
            {
                return kilobytes * 1024;
            }
        }
        return long.MaxValue;
    }

    /// <summary>Words where it is too little; otherwise empty.</summary>
    internal static string Problem(long bytes) => bytes < Least ? $"{Math.Max(bytes, 0) / Mebibyte} MB are left" : "";
}
