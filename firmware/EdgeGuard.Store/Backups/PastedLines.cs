namespace EdgeGuard.Store.Backups;

/// <summary>Finds a text of several lines among what else a terminal showed, also in a log that puts the time in front of every line.</summary>
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
        var lines = new string[Count(text)];
        string logged = "";
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            if (end < 0) end = text.Length;
            string line = text.Substring(at, end - at).TrimEnd('\r');
            at = end + 1;
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

    private static int Count(string text)
    {
        int count = 1;
        for (int i = 0; i < text.Length; i++) count += text[i] == '\n' ? 1 : 0;
        return count;
    }

    // A time is other digits in the same places.
    private static bool BeginsLike(string line, string logged)
    {
        if (line.Length < logged.Length) return false;
        for (int i = 0; i < logged.Length; i++)
        {
            if (line[i] != logged[i] && !(IsDigit(line[i]) && IsDigit(logged[i]))) return false;
        }
        return true;
    }

    private static bool IsDigit(char c)
    {
        return c >= '0' && c <= '9';
    }
}
