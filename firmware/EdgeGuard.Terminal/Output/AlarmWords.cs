using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Terminal;

/// <summary>The words that stand out in colour on a terminal that can do that. They stand there without colour too: it means nothing by
/// itself.</summary>
internal static class AlarmWords
{
    private const string On = "\u001b[1;31m";
    private const string Off = "\u001b[0m";

    private static readonly char[][] Words =
    {
        "error:".ToCharArray(), "ALARM".ToCharArray(), "FAILED".ToCharArray(), "ISOLATED".ToCharArray(), "OBSERVE".ToCharArray(),
        "TRIAL".ToCharArray(), "trial".ToCharArray(), "UNSAFE".ToCharArray(), "AWAY".ToCharArray(), "NOT TRUSTED".ToCharArray(),
        "NOT KNOWN".ToCharArray(), "HAS RUN OUT".ToCharArray(), "RUN OUT".ToCharArray(), "EVENTS LOST".ToCharArray(),
        "RELEASED".ToCharArray(), "NOT REACHABLE".ToCharArray(), "DOES NOT ANSWER".ToCharArray(), "NOT ANSWER".ToCharArray(),
        "ENDS EACH CONNECTION".ToCharArray(), "SPEAKS NO MODBUS/TCP".ToCharArray(), "NEVER FALLS SILENT".ToCharArray(),
        // Of an event about a request; the counters of that name are no alarm.
        "refused  ".ToCharArray(),
    };

    /// <summary>The line with such words in bold red.</summary>
    internal static string Mark(string line)
    {
        char[] letters = line.ToCharArray();
        StringBuilder marked = TextBuilder.New();
        for (int at = 0; at < letters.Length;)
        {
            int length = LengthAt(letters, at);
            if (length == 0)
            {
                marked.Append(letters[at++]);
            }
            else
            {
                marked.Append(On).Append(letters, at, length).Append(Off);
                at += length;
            }
        }
        return marked.ToString();
    }

    private static int LengthAt(char[] line, int at)
    {
        if (at > 0 && IsLetter(line[at - 1])) return 0;
        for (int i = 0; i < Words.Length; i++)
        {
            char[] word = Words[i];
            int end = at + word.Length;
            if (Stands(word, line, at) && (end == line.Length || !IsLetter(line[end]))) return word.Length;
        }
        return 0;
    }

    private static bool Stands(char[] word, char[] line, int at)
    {
        if (word[0] != line[at] || word.Length > line.Length - at) return false;
        for (int i = 1; i < word.Length; i++)
        {
            if (word[i] != line[at + i]) return false;
        }
        return true;
    }

    private static bool IsLetter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
