using EdgeGuard.Policy;

namespace EdgeGuard.Shell.Output;

/// <summary>The words that stand out in colour on a terminal that can do that. They stand there without colour too: it means nothing by itself.</summary>
internal static class LoudWords
{
    private const string On = "\u001b[1;31m";
    private const string Off = "\u001b[0m";

    private static readonly string[] Words =
    {
        "error:", "ALARM", "FAILED", "ISLAND", "OBSERVE", "TRIAL", "trial", "UNSAFE", "AWAY", "NOT TRUSTED", "NOT KNOWN", "HAS RUN OUT", "RUN OUT", "EVENTS LOST",
        // Of an event about a request; the counters of that name are no alarm.
        "refused  ",
    };

    /// <summary>The line with such words in bold red.</summary>
    internal static string Mark(string line)
    {
        var marked = TextBuilder.New();
        for (int at = 0; at < line.Length;)
        {
            int length = LengthAt(line, at);
            if (length == 0) marked.Append(line[at++]);
            else
            {
                marked.Append(On).Append(line.Substring(at, length)).Append(Off);
                at += length;
            }
        }
        return marked.ToString();
    }

    private static int LengthAt(string line, int at)
    {
        if (at > 0 && IsLetter(line[at - 1])) return 0;
        for (int i = 0; i < Words.Length; i++)
        {
            string word = Words[i];
            int end = at + word.Length;
            if (end > line.Length || line.Substring(at, word.Length) != word) continue;
            if (end == line.Length || !IsLetter(line[end])) return word.Length;
        }
        return 0;
    }

    private static bool IsLetter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
