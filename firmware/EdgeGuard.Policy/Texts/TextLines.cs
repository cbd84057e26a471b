namespace EdgeGuard.Policy;

/// <summary>Walks over the lines of a text. A line ends with LF or CR LF, the last
/// one with the text; a byte order mark before the first is no part of it.</summary>
/// <remarks>The interpreter counts from a text's beginning at every <c>text[i]</c>, <c>Length</c>, <c>IndexOf</c> and <c>Substring</c>:
/// over a long text that is its length squared. So it is taken apart once,
/// and what reads on gets characters, or a line of its own.</remarks>
public sealed class TextLines
{
    private const char ByteOrderMark = '\uFEFF';

    private int _next;
    private string? _line;

    public TextLines(string text)
    {
        Characters = text.ToCharArray();
        if (Characters.Length > 0 && Characters[0] == ByteOrderMark) _next = 1;
    }

    /// <summary>The number of the line, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The line without its end.</summary>
    public string Line
    {
        get { return _line ??= new string(Characters, Start, End - Start); }
    }

    /// <summary>All of the text.</summary>
    internal char[] Characters { get; }

    /// <summary>Where the line begins among the characters.</summary>
    internal int Start { get; private set; }

    /// <summary>Where its end begins.</summary>
    internal int End { get; private set; }

    /// <summary>Goes on to the next line. False: there is none.</summary>
    public bool Next()
    {
        if (_next >= Characters.Length) return false;
        Number++;
        _line = null;
        Start = _next;
        int end = Start;
        while (end < Characters.Length && Characters[end] != '\n') end++;
        _next = end + 1;
        End = end > Start && Characters[end - 1] == '\r' ? end - 1 : end;
        return true;
    }

    /// <summary>How many lines are left.</summary>
    public int Count()
    {
        int count = 0;
        for (int i = _next; i < Characters.Length; i++)
        {
            if (Characters[i] == '\n' || i == Characters.Length - 1) count++;
        }
        return count;
    }

    /// <summary>Reports the first character of the line that the interpreter
    /// keeps in no text: U+0000, and half of a letter beyond U+FFFF.</summary>
    public void Check(ProblemList problems)
    {
        for (int i = Start; i < End; i++)
        {
            char c = Characters[i];
            bool isPair = c >= 0xD800 && c < 0xDC00 && i + 1 < End && IsLow(Characters[i + 1]);
            if (isPair)
            {
                i++;
            }
            else if (c == '\0' || (c >= 0xD800 && c < 0xDC00) || IsLow(c))
            {
                string what = c == '\0' ? "a character U+0000" : "half of a character, U+" + LineWriter.Hex(c);
                problems.Error(Number, i - Start + 1, "", "the line holds " + what, "remove it; the text may be damaged, or no UTF-8");
                return;
            }
        }
    }

    /// <summary>Every line of a text.</summary>
    public static string[] Of(string text)
    {
        var walk = new TextLines(text);
        var lines = new string[walk.Count()];
        while (walk.Next()) lines[walk.Number - 1] = walk.Line;
        return lines;
    }

    private static bool IsLow(char c)
    {
        return c >= 0xDC00 && c < 0xE000;
    }
}
