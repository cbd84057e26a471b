using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>Finds a text of several lines among what else a terminal showed,
/// also in a log that puts the time in front of every line.</summary>
public static class PastedLines
{
    /// <summary>What the last line begins with, of a text that ends with its MAC.</summary>
    internal const string MacWord = "mac ";

    private const int MaxText = 1024 * 1024;

    /// <summary>The lines from the header to the last one, as they were before a log took them down. Any text; never throws.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="header">The first line.</param>
    /// <param name="last">What the last line begins with.</param>
    /// <param name="count">How many there are; the array may be longer. Where the last line is missing, all that is there.</param>
    /// <returns>Null: there is no such header, or the text is too long.</returns>
    public static string[]? Find(string text, string header, string last, out int count)
    {
        count = 0;
        if (text.Length > MaxText) return null;
        var pasted = new TextLines(text);
        var lines = new string[pasted.Count()];
        string logged = "";
        while (pasted.Next())
        {
            string line = pasted.Line.TrimEnd('\r');
            if (count == 0)
            {
                line = line.TrimEnd();
                int before = line.Length - header.Length;
                if (before < 0 || line.Substring(before) != header) continue;
                logged = line.Substring(0, before);
                line = header;
            }
            else if (BeginsLike(line, logged))
            {
                line = line.Substring(logged.Length);
            }
            lines[count++] = line;
            if (line.StartsWith(last)) break;
        }
        return count == 0 ? null : lines;
    }

    // A time is other digits in the same places.
    private static bool BeginsLike(string line, string logged)
    {
        char[] letters = line.ToCharArray();
        char[] expected = logged.ToCharArray();
        if (letters.Length < expected.Length) return false;
        for (int i = 0; i < expected.Length; i++)
        {
            if (letters[i] != expected[i] && !(IsDigit(letters[i]) && IsDigit(expected[i]))) return false;
        }
        return true;
    }

    private static bool IsDigit(char c)
    {
        return c >= '0' && c <= '9';
    }
}
