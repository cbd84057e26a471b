using System;
using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Shell.Output;

/// <summary>What is on its way to the person: lines of at most 80 columns, a page at a time.</summary>
/// <remarks>Holds bytes until <see cref="Take"/>; knows no link. Not thread-safe: the terminal's thread alone.</remarks>
public sealed class ConsoleOutput
{
    /// <summary>Columns used: one less than every terminal has, because some break the line after the last.</summary>
    public const int Columns = 79;

    private const string Indent = "    ";

    private byte[] _ready = new byte[256];
    private int _readyCount;
    private readonly StringBuilder _held = TextBuilder.New();
    private int _linesOnPage;

    /// <summary>Lines a page; 0: never stops.</summary>
    public int PageLines { get; set; }

    /// <summary>Whether more waits for a key.</summary>
    public bool IsHeld
    {
        get { return _held.Length > 0; }
    }

    /// <summary>Whether long lines are folded; a script wants them whole.</summary>
    public bool Folds { get; set; } = true;

    /// <summary>Whether the terminal understands VT100: words of alarm are coloured, and lines are erased by one sequence. Otherwise no escape
    /// code is ever sent.</summary>
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
        Array.Copy(_ready, 0, buffer, 0, count);
        for (int i = count; i < _readyCount; i++) _ready[i - count] = _ready[i];
        _readyCount -= count;
        return count;
    }

    /// <summary>A whole line, folded at blanks where it is too long.</summary>
    public void Line(string text)
    {
        string rest = text;
        string indent = "";
        while (Folds && indent.Length + rest.Length > Columns)
        {
            int at = FoldAt(rest, Columns - indent.Length);
            PageLine(Marked(indent + rest.Substring(0, at).TrimEnd()));
            rest = rest.Substring(at).TrimStart();
            indent = Indent;
        }
        PageLine(Marked(indent + rest));
    }

    /// <summary>A line that must be copied as it is, however long.</summary>
    internal void Whole(string text)
    {
        PageLine(text);
    }

    /// <summary>An empty line.</summary>
    public void Line()
    {
        PageLine("");
    }

    /// <summary>Text that is no line: prompts and echoes.</summary>
    internal void Raw(string text)
    {
        if (IsHeld) _held.Append(text);
        else Append(text);
    }

    /// <summary>A prompt.</summary>
    internal void Prompt(string text)
    {
        Raw(Marked(text));
    }

    /// <summary>Text that shows at once, whatever is held.</summary>
    internal void Notice(string text)
    {
        Append(text);
    }

    /// <summary>Begins to count a page anew: somebody has just seen everything and typed.</summary>
    internal void BeginPage()
    {
        _linesOnPage = 0;
    }

    /// <summary>Shows the next lines of what is held.</summary>
    internal void Release(int lines)
    {
        string held = _held.ToString();
        _held.Clear();
        _linesOnPage = PageLines - 1 - lines;
        int at = 0;
        while (at < held.Length)
        {
            int end = held.IndexOf('\n', at);
            string line = end < 0 ? held.Substring(at) : held.Substring(at, end + 1 - at);
            if (IsHeld || (end >= 0 && IsPageFull())) Hold(line);
            else AppendCounted(line, end >= 0);
            at += line.Length;
        }
    }

    /// <summary>Shows all of what is held, without stopping again until the next page begins.</summary>
    internal void ReleaseAll()
    {
        string held = _held.ToString();
        _held.Clear();
        _linesOnPage = int.MinValue / 2;
        Append(held);
    }

    /// <summary>Forgets the lines that are held but for the last one, which is a prompt.</summary>
    internal void DropHeld()
    {
        string held = _held.ToString();
        _held.Clear();
        _linesOnPage = 0;
        int last = held.LastIndexOf('\n');
        Append(held.Substring(last + 1));
    }

    private string Marked(string text)
    {
        return IsVt100 ? LoudWords.Mark(text) : text;
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
        _held.Append(text);
    }

    private void AppendCounted(string text, bool isLine)
    {
        if (isLine) _linesOnPage++;
        Append(text);
    }

    private static int FoldAt(string text, int room)
    {
        int at = room;
        while (at > room / 2 && text[at] != ' ') at--;
        return text[at] == ' ' ? at : room;
    }

    private void Append(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Reserve(bytes.Length);
        Array.Copy(bytes, 0, _ready, _readyCount, bytes.Length);
        _readyCount += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_readyCount + count <= _ready.Length) return;
        int size = _ready.Length;
        while (size < _readyCount + count) size *= 2;
        var larger = new byte[size];
        Array.Copy(_ready, 0, larger, 0, _readyCount);
        _ready = larger;
    }
}
