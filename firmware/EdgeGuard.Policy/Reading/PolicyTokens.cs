using System;

namespace EdgeGuard.Policy;

/// <summary>Cuts one line of a policy into words, quoted names, commas and comparisons, and walks over them.</summary>
/// <remarks>A comment begins at <c>#</c> outside quotes. Reused for each line.</remarks>
internal sealed class PolicyTokens
{
    private const int LongestKeyword = 32;

    private readonly ProblemList _problems;
    private TokenKind[] _kinds = new TokenKind[32];
    private int[] _starts = new int[32];
    private int[] _ends = new int[32];
    private string?[] _words = new string?[32];
    private char[] _text = new char[0];
    private int _lineStart;
    private int _lineEnd;

    internal PolicyTokens(ProblemList problems)
    {
        _problems = problems;
    }

    /// <summary>The line scanned, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>Number of tokens.</summary>
    internal int Count { get; private set; }

    /// <summary>Index of the current token; may be set back.</summary>
    internal int At { get; set; }

    internal TokenKind Kind
    {
        get { return At < Count ? _kinds[At] : TokenKind.End; }
    }

    /// <summary>The current token as typed, without quotes; empty at the end of the line.</summary>
    internal string Word
    {
        get { return WordAt(At); }
    }

    /// <summary>Column of the current token, from 1; behind the last character at the end of the line.</summary>
    internal int Column
    {
        get { return ColumnAt(At); }
    }

    /// <summary>Cuts the current line of a text.</summary>
    internal void Scan(TextLines lines)
    {
        _text = lines.Characters;
        _lineStart = lines.Start;
        _lineEnd = lines.Start;
        Line = lines.Number;
        Count = 0;
        At = 0;
        int at = lines.Start;
        int end = lines.End;
        while (at < end && _text[at] != '#')
        {
            char c = _text[at];
            if (c == ' ' || c == '\t') at++;
            else if (LookAlike.IsBlank(c)) at = SkipBlank(at);
            else if (c == ',') at = Add(TokenKind.Comma, at, at + 1);
            else if (c == '"') at = ScanQuoted(at, end);
            else if (IsOperator(c)) at = Add(TokenKind.Operator, at, EndOfRun(at, end, true));
            else at = Add(TokenKind.Word, at, EndOfRun(at, end, false));
        }
    }

    internal void Next()
    {
        if (At < Count) At++;
    }

    /// <summary>Whether the current token is this unquoted word.</summary>
    internal bool Is(string word)
    {
        return Kind == TokenKind.Word && Word == word;
    }

    /// <summary>The current token if it is an unquoted word, and no longer than the language's own words are; otherwise empty.</summary>
    /// <remarks>For a switch: what the compiler makes of one looks at each letter of the text by its index.</remarks>
    internal string Keyword()
    {
        return Kind == TokenKind.Word && _ends[At] - _starts[At] <= LongestKeyword ? Word : "";
    }

    /// <summary>Steps over the current token if it is a comma.</summary>
    internal bool SkipComma()
    {
        if (Kind != TokenKind.Comma) return false;
        At++;
        return true;
    }

    internal void Error(string message, string remedy)
    {
        ErrorAt(At, message, remedy);
    }

    internal void ErrorAt(int token, string message, string remedy)
    {
        _problems.Error(Line, ColumnAt(token), WordAt(token), message, remedy);
    }

    internal void WarnAt(int token, string message, string remedy)
    {
        _problems.Warn(Line, ColumnAt(token), WordAt(token), message, remedy);
    }

    internal int ColumnAt(int token)
    {
        return (token < Count ? _starts[token] : _lineEnd) - _lineStart + 1;
    }

    internal string WordAt(int token)
    {
        if (token >= Count) return "";
        return _words[token] ??= _kinds[token] == TokenKind.Quoted
            ? Unquote(_starts[token], _ends[token])
            : Cut(_starts[token], _ends[token]);
    }

    private static bool IsOperator(char c)
    {
        return c == '=' || c == '<' || c == '>' || c == '!';
    }

    private int EndOfRun(int start, int end, bool operators)
    {
        int at = start;
        int dash = -1;
        while (at < end && IsOperator(_text[at]) == operators && !IsBreak(_text[at]))
        {
            if (dash < 0 && LookAlike.IsDash(_text[at])) dash = at;
            at++;
        }
        if (dash >= 0) FailDash(start, at, _text[dash]);
        return at;
    }

    // One problem: it is read as what it looks like.
    private void FailDash(int start, int end, char dash)
    {
        string word = Cut(start, end);
        for (int i = start; i < end; i++)
        {
            if (LookAlike.IsDash(_text[i])) _text[i] = '-';
        }
        _problems.Error(
            Line, start - _lineStart + 1, word, "`" + word + "` has a `" + new string(dash, 1) + "` that only looks like `-`",
            "write `" + Cut(start, end) + "`");
    }

    private int SkipBlank(int at)
    {
        _problems.Error(Line, at - _lineStart + 1, " ", "there is a blank that only looks like one", "write an ordinary one");
        return at + 1;
    }

    private static bool IsBreak(char c)
    {
        return c == ' ' || c == '\t' || LookAlike.IsBlank(c) || c == ',' || c == '"' || c == '#';
    }

    private int ScanQuoted(int start, int end)
    {
        int at = start + 1;
        while (at < end && _text[at] != '"') at += _text[at] == '\\' && at + 1 < end ? 2 : 1;
        if (at < end) return Add(TokenKind.Quoted, start, at + 1);
        _problems.Error(Line, start - _lineStart + 1, Cut(start, end), "the quote is not closed", "end the name with \"");
        return Add(TokenKind.Word, start, end);
    }

    private string Cut(int start, int end)
    {
        return new string(_text, start, end - start);
    }

    private string Unquote(int start, int end)
    {
        var name = new char[end - start];
        int count = 0;
        for (int i = start + 1; i < end - 1; i++)
        {
            if (_text[i] == '\\') i++;
            name[count++] = _text[i];
        }
        return new string(name, 0, count);
    }

    private int Add(TokenKind kind, int start, int end)
    {
        if (Count == _kinds.Length) Grow();
        _kinds[Count] = kind;
        _starts[Count] = start;
        _ends[Count] = end;
        _words[Count] = null;
        Count++;
        _lineEnd = end;
        return end;
    }

    private void Grow()
    {
        var kinds = new TokenKind[Count * 2];
        var starts = new int[Count * 2];
        var ends = new int[Count * 2];
        // What was cut so far is cut again when it is asked for.
        _words = new string?[Count * 2];
        Array.Copy(_kinds, kinds, Count);
        Array.Copy(_starts, starts, Count);
        Array.Copy(_ends, ends, Count);
        _kinds = kinds;
        _starts = starts;
        _ends = ends;
    }
}
