using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Durations as people write them: <c>500ms</c>, <c>10s</c>.</summary>
internal static class DurationText
{
    internal const int Max = 3_600_000;

    /// <summary>Milliseconds, 1…<see cref="Max"/>; -1 for anything else.</summary>
    internal static int Read(string word)
    {
        char[] letters = word.ToCharArray();
        int digits = 0;
        while (digits < letters.Length && letters[digits] >= '0' && letters[digits] <= '9') digits++;
        string suffix = word.Substring(digits);
        int factor = suffix == "ms" ? 1 : suffix == "s" ? 1000 : 0;
        long number = NumberText.ReadDecimal(word.Substring(0, digits));
        if (number < 1 || factor == 0 || number > Max / factor) return -1;
        return (int)number * factor;
    }

    /// <summary>The shortest way to write it.</summary>
    internal static string Write(int milliseconds)
    {
        return milliseconds % 1000 == 0 ? (milliseconds / 1000).ToString() + "s" : milliseconds.ToString() + "ms";
    }
}
