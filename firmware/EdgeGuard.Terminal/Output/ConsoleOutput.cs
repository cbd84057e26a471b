using System;
using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Terminal;

/// <summary>What is on its way to the person: lines of at most 80 columns, a page at a time.</summary>
/// <remarks>Holds bytes until <see cref="Take"/>; knows no link. Not thread-safe: the terminal's thread alone.</remarks>
public sealed class ConsoleOutput
{
    /// <summary>Columns used: one less than every terminal has, because some break the line after the last.</summary>
    public const int Columns = 79;

    private const string Indent = "    ";

    // Bytes to send: so many, from there on.
    private byte[] _ready = new byte[256];
    private int _readyFrom;
    private int _readyCount;

    // What waits for a key: lines, and pieces of the one behind them.
    private string[] _held = new string[32];
    private int _heldFrom;
    private int _heldCount;
    private int _linesOnPage;

    /// <summary>Lines a page; 0: never stops.</summary>
    public int PageLines { get; set; }

    /// <summary>Whether more waits for a key.</summary>
    public bool IsHeld
    {
        get { return _heldCount > 0; }
    }

    /// <summary>Whether long lines are folded; a script wants them whole.</summary>
    public bool Folds { get; set; } = true;

    /// <summary>Whether the terminal understands VT100: words of alarm are coloured, and lines are erased by one sequence. Otherwise no
    /// escape code is ever sent.</summary>
    public bool IsVt100 { get; set; }

    /// <summary>Bytes ready to be sent.</summary>
    public int Count
    {
        get { return _readyCount; }
    }

    /// <summary>Moves what is ready to a buffer; returns how much that was.</summary>
    public int Take(byte[] buffer)
    {
        int count = _readyCount < buffer.Length ? _readyCount : buffer.Length;
        Array.Copy(_ready, _readyFrom, buffer, 0, count);
        _readyCount -= count;
        _readyFrom = _readyCount == 0 ? 0 : _readyFrom + count;
        return count;
    }

    /// <summary>A whole line, folded at blanks where it is too long.</summary>
    public void Line(string text)
    {
        char[] letters = text.ToCharArray();
        int from = 0;
        string indent = "";
        while (Folds && indent.Length + letters.Length - from > Columns)
        {
            int end = FoldAt(letters, from, from + Columns - indent.Length);
            PageLine(Marked(indent + new string(letters, from, end - from).TrimEnd()));
            from = end;
            while (from < letters.Length && letters[from] == ' ') from++;
            indent = Indent;
        }
        PageLine(Marked(indent + new string(letters, from, letters.Length - from)));
    }

    /// <summary>Every line of a text.</summary>
    public void Lines(string text)
    {
        for (var lines = new TextLines(text); lines.Next();) Line(lines.Line);
    }

    /// <summary>All problems, each with its place and remedy.</summary>
    public void Problems(string what, ProblemList problems)
    {
        for (int i = 0; i < problems.Count; i++) Problem(what, problems[i]);
    }

    /// <summary>One problem, with its place and remedy.</summary>
    public void Problem(string what, Problem problem)
    {
        string column = problem.Column > 0 ? ", column " + problem.Column.ToString() : "";
        string place = problem.Line == 0 ? what : what + " line " + problem.Line.ToString() + column;
        Line(place + ": " + (problem.IsWarning ? "warning: " : "error: ") + problem.Message);
        if (problem.Remedy.Length > 0) Line("    " + problem.Remedy);
    }

    /// <summary>A line that must be copied as it is, however long.</summary>
    public void Whole(string text)
    {
        PageLine(text);
    }

    /// <summary>An empty line.</summary>
    public void Line()
    {
        PageLine("");
    }

    /// <summary>Text that is no line: prompts and echoes.</summary>
    public void Raw(string text)
    {
        if (IsHeld) Hold(text);
        else Append(text);
    }

    /// <summary>A prompt.</summary>
    public void Prompt(string text)
    {
        Raw(Marked(text));
    }

    /// <summary>Text that shows at once, whatever is held.</summary>
    public void Notice(string text)
    {
        Append(text);
    }

    /// <summary>Begins to count a new page: somebody has just seen everything and typed.</summary>
    public void BeginPage()
    {
        _linesOnPage = 0;
    }

    /// <summary>Shows the next lines of what is held.</summary>
    public void Release(int lines)
    {
        _linesOnPage = PageLines - 1 - lines;
        while (IsHeld)
        {
            bool isLine = IsLine(_held[_heldFrom]);
            if (isLine && IsPageFull()) return;
            AppendCounted(TakeHeld(), isLine);
        }
    }

    /// <summary>Shows all of what is held, without stopping again until the next page begins.</summary>
    public void ReleaseAll()
    {
        _linesOnPage = int.MinValue / 2;
        while (IsHeld) Append(TakeHeld());
    }

    /// <summary>Forgets the lines that are held but for the last one, which is a prompt.</summary>
    public void DropHeld()
    {
        _linesOnPage = 0;
        string last = "";
        while (IsHeld)
        {
            string piece = TakeHeld();
            int end = piece.LastIndexOf('\n');
            last = end < 0 ? last + piece : piece.Substring(end + 1);
        }
        Append(last);
    }

    private string Marked(string text)
    {
        return IsVt100 ? AlarmWords.Mark(text) : text;
    }

    private void PageLine(string line)
    {
        if (IsHeld || IsPageFull()) Hold(line + "\r\n");
        else AppendCounted(line + "\r\n", true);
    }

    private bool IsPageFull()
    {
        return PageLines > 0 && _linesOnPage >= PageLines - 1;
    }

    private void Hold(string text)
    {
        if (_heldFrom + _heldCount == _held.Length) MakeRoom();
        _held[_heldFrom + _heldCount++] = text;
    }

    private string TakeHeld()
    {
        string piece = _held[_heldFrom];
        _held[_heldFrom++] = "";
        _heldCount--;
        if (_heldCount == 0) _heldFrom = 0;
        return piece;
    }

    private void MakeRoom()
    {
        string[] pieces = 2 * _heldCount > _held.Length ? new string[2 * _held.Length] : _held;
        Array.Copy(_held, _heldFrom, pieces, 0, _heldCount);
        _held = pieces;
        _heldFrom = 0;
    }

    private static bool IsLine(string piece)
    {
        return piece.Length > 0 && piece[piece.Length - 1] == '\n';
    }

    private void AppendCounted(string text, bool isLine)
    {
        if (isLine) _linesOnPage++;
        Append(text);
    }

    // At a blank of the line's second half, otherwise where it is full, but not inside of a letter beyond U+FFFF.
    private static int FoldAt(char[] letters, int from, int full)
    {
        int at = full;
        while (at > (from + full) / 2 && letters[at] != ' ') at--;
        if (letters[at] == ' ') return at;
        return letters[full] >= 0xDC00 && letters[full] < 0xE000 ? full - 1 : full;
    }

    private void Append(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Reserve(bytes.Length);
        Array.Copy(bytes, 0, _ready, _readyFrom + _readyCount, bytes.Length);
        _readyCount += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_readyFrom + _readyCount + count <= _ready.Length) return;
        int size = _ready.Length;
        while (size < _readyCount + count) size *= 2;
        byte[] larger = size > _ready.Length ? new byte[size] : _ready;
        Array.Copy(_ready, _readyFrom, larger, 0, _readyCount);
        _ready = larger;
        _readyFrom = 0;
    }
}
