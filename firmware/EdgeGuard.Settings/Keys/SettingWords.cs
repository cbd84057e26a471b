namespace EdgeGuard.Settings;

/// <summary>The words of a value, from left to right. Blanks separate them; one in quotes may hold some.</summary>
internal sealed class SettingWords
{
    private readonly char[] _text;
    private int _at;

    internal SettingWords(string text)
    {
        _text = text.ToCharArray();
        SkipBlanks();
    }

    /// <summary>Whether a word is left.</summary>
    internal bool HasMore
    {
        get { return _at < _text.Length; }
    }

    /// <summary>The next word without its quotes; empty when none is left. A quote that is not closed goes to the end.</summary>
    internal string Next()
    {
        if (!HasMore) return "";
        bool isQuoted = _text[_at] == '"';
        int start = isQuoted ? _at + 1 : _at;
        int end = start;
        while (end < _text.Length && _text[end] != (isQuoted ? '"' : ' ')) end++;
        _at = isQuoted && end < _text.Length ? end + 1 : end;
        SkipBlanks();
        return new string(_text, start, end - start);
    }

    /// <summary>The next word as a number from <paramref name="min"/> to <paramref name="max"/>; -1 where it is none.</summary>
    internal int NextNumber(int min, int max)
    {
        return SettingText.TryNumber(Next(), out long number) && number >= min && number <= max ? (int)number : -1;
    }

    /// <summary>The next word as milliseconds, likewise.</summary>
    internal int NextDuration(int minMs, int maxMs)
    {
        return SettingText.TryDuration(Next(), out long ms) && ms >= minMs && ms <= maxMs ? (int)ms : -1;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (_text[_at] == ' ' || _text[_at] == '\t')) _at++;
    }
}
