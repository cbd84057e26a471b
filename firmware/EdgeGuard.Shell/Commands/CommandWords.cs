using EdgeGuard.Settings;

namespace EdgeGuard.Shell;

/// <summary>A command line cut into words: blanks separate, double quotes hold together. Immutable.</summary>
internal sealed class CommandWords
{
    // More than any command takes; a value that is longer stands in the rest of the line.
    private const int MaxWords = 64;

    private readonly string _line;
    private readonly char[] _letters;
    private readonly string[] _words = new string[MaxWords];
    private readonly int[] _starts = new int[MaxWords];

    internal CommandWords(string line)
    {
        _line = line;
        _letters = line.ToCharArray();
        int at = 0;
        while (Count < MaxWords)
        {
            while (at < _letters.Length && IsBlank(_letters[at])) at++;
            if (at == _letters.Length) return;
            _starts[Count] = at;
            at = _letters[at] == '"' ? Quoted(at) : Plain(at);
        }
    }

    /// <summary>A whole number from 0.</summary>
    internal static bool TryNumber(string text, int max, out int number)
    {
        bool isNumber = SettingText.TryNumber(text, out long value) && value <= max;
        number = isNumber ? (int)value : 0;
        return isNumber;
    }

    internal int Count { get; private set; }

    /// <summary>Whether there is nothing to do: no word, or a remark behind <c>#</c>.</summary>
    internal bool IsRemark
    {
        get { return Count == 0 || (_words[0].Length > 0 && _words[0][0] == '#'); }
    }

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
        get { return Count > 0 && !IsBlank(_letters[_letters.Length - 1]) ? _starts[Count - 1] : _letters.Length; }
    }

    private int Plain(int at)
    {
        int end = at;
        while (end < _letters.Length && !IsBlank(_letters[end])) end++;
        _words[Count++] = new string(_letters, at, end - at);
        return end;
    }

    private int Quoted(int at)
    {
        int end = at + 1;
        while (end < _letters.Length && _letters[end] != '"') end++;
        IsOpen = end == _letters.Length;
        _words[Count++] = new string(_letters, at + 1, end - at - 1);
        return IsOpen ? end : end + 1;
    }

    private static bool IsBlank(char c)
    {
        return c == ' ' || c == '\t';
    }
}
