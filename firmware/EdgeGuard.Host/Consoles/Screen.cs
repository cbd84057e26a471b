using System;

namespace EdgeGuard.Host;

/// <summary>Standard output as a console's screen: lines of the log go above the line that is being typed, and not into it.</summary>
/// <remarks>One a process, as its standard output is. Any thread.</remarks>
internal static class Screen
{
    private const int LogMs = 5_000;

    private static readonly object Gate = new();
    private static readonly ScreenLine Line = new();

    /// <summary>How many bytes were taken; -1: it cannot be written to any more.</summary>
    internal static int Write(ReadOnlySpan<byte> bytes, long ms)
    {
        lock (Gate)
        {
            int written = StandardInput.Write(bytes, ms);
            if (written > 0) Line.Add(bytes[..written]);
            return written;
        }
    }

    /// <summary>Shows a line of the log, and the line of the console below it again.</summary>
    internal static void Insert(string line)
    {
        lock (Gate)
        {
            ReadOnlySpan<byte> left = Line.Below(line);
            while (left.Length > 0)
            {
                int written = StandardInput.Write(left, LogMs);
                if (written < 0) return;
                left = left[written..];
            }
        }
    }
}
