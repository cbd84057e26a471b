namespace EdgeGuard.Shell.Commands;

/// <summary>A command line cut into words: blanks separate, double quotes hold together. Immutable.</summary>
internal sealed class CommandWords
{
    // More than any command takes; a value that is longer stands in the rest of the line.
    private const int MaxWords = 64;

    private readonly string _line;
    private readonly string[] _words = new string[MaxWords];
    private readonly int[] _starts = new int[MaxWords];

    internal CommandWords(string line)
    {
        _line = line;
        int at = 0;
        while (Count < MaxWords)
        {
            while (at < line.Length && IsBlank(line[at])) at++;
            if (at == line.Length) return;
            _starts[Count] = at;
            at = line[at] == '"' ? Quoted(at) : Plain(at);
        }
    }

    internal int Count { get; private set; }

    /// <summary>Whether a quote was opened and not closed.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>A word without its quotes; empty beyond the last.</summary>
    internal string this[int index]
    {
        get { return index < Count ? _words[index] : ""; }
    }

    /// <summary>The line from a word on, as typed but for blanks at its end; empty beyond the last.</summary>
    internal string Rest(int index)
    {
        return index < Count ? _line.Substring(_starts[index]).TrimEnd() : "";
    }

    /// <summary>Where the last word begins, if the cursor behind the line is still inside it; otherwise the line's length.</summary>
    internal int OpenWordStart
    {
        get { return Count > 0 && !IsBlank(_line[_line.Length - 1]) ? _starts[Count - 1] : _line.Length; }
    }

    private int Plain(int at)
    {
        int end = at;
        while (end < _line.Length && !IsBlank(_line[end])) end++;
        _words[Count++] = _line.Substring(at, end - at);
        return end;
    }

    private int Quoted(int at)
    {
        int end = _line.IndexOf('"', at + 1);
        IsOpen = end < 0;
        int last = end < 0 ? _line.Length : end;
        _words[Count++] = _line.Substring(at + 1, last - at - 1);
        return end < 0 ? last : end + 1;
    }

    private static bool IsBlank(char c)
    {
        return c == ' ' || c == '\t';
    }
}
