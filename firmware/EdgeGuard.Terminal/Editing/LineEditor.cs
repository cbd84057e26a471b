
namespace EdgeGuard.Terminal;

/// <summary>One line being typed: text, cursor, and how they look on the screen.</summary>
/// <remarks>Draws with carriage returns, backspaces and blanks alone (on a VT100 it erases by a sequence), in 79 columns: a longer line
/// scrolls sideways, so that neither the terminal's width nor its kind
/// matters. Characters typed at the end are echoed and nothing else.</remarks>
public sealed class LineEditor
{
    /// <summary>Longest line. A longer one is refused whole.</summary>
    public const int MaxLength = 2048;

    /// <summary>Columns that are left for the text behind any prompt.</summary>
    public const int LeastRoom = 20;

    // ECMA-48, 8.3.41.
    private const string EraseToEnd = "\u001b[K";

    private readonly char[] _text = new char[MaxLength];
    private readonly ConsoleOutput _output;
    private int _length;
    private int _cursor;

    // What stands on the screen: the prompt, and the text from _from on, _shown characters of it.
    private string _prompt = "";
    private int _from;
    private int _shown;
    private bool _isHidden;
    private bool _isPaste;

    public LineEditor(ConsoleOutput output)
    {
        _output = output;
    }

    /// <summary>Whether what is pasted does not come back: the line cannot carry both ways at once.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Characters that did not fit any more; the line cannot be used then.</summary>
    public int Overflow { get; private set; }

    public bool IsEmpty
    {
        get { return _length == 0; }
    }

    public int Cursor
    {
        get { return _cursor; }
    }

    public bool IsAtEnd
    {
        get { return _cursor == _length; }
    }

    public string Text
    {
        get { return new string(_text, 0, _length); }
    }

    /// <summary>Begins a new line. Hidden: nothing of what is typed shows.</summary>
    public void Begin(string prompt, bool isHidden)
    {
        Clear();
        _prompt = prompt;
        _isHidden = isHidden;
        _isPaste = false;
        _output.Prompt(prompt);
    }

    /// <summary>Begins a line of a text that is probably pasted: what comes back is never more than what came, so that a slow line can
    /// carry both. Only its end can be edited.</summary>
    public void BeginPaste()
    {
        Begin("", false);
        _isPaste = true;
    }

    /// <summary>Forgets the text: secrets do not stay in memory longer than they must.</summary>
    public void Clear()
    {
        for (int i = 0; i < _length; i++) _text[i] = '\0';
        _length = 0;
        _cursor = 0;
        _from = 0;
        _shown = 0;
        Overflow = 0;
    }

    /// <summary>Draws prompt and text on a fresh line.</summary>
    public void Redraw(string prompt)
    {
        _prompt = prompt;
        _shown = 0;
        Draw();
    }

    /// <summary>Types a text: one character, or what completion adds.</summary>
    public void Insert(string text)
    {
        char[] letters = text.ToCharArray();
        if (_length + letters.Length > MaxLength)
        {
            Overflow += letters.Length;
            return;
        }
        for (int i = _length - 1; i >= _cursor; i--) _text[i + letters.Length] = _text[i];
        for (int i = 0; i < letters.Length; i++) _text[_cursor + i] = letters[i];
        _cursor += letters.Length;
        _length += letters.Length;
        if (_isHidden || (_isPaste && IsMuted)) return;
        if (!_isPaste && (_cursor < _length || _cursor - _from >= Room))
        {
            Draw();
            return;
        }
        _output.Raw(text);
        _shown += letters.Length;
    }

    public void Replace(string text)
    {
        _length = 0;
        _cursor = 0;
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length && i < MaxLength; i++) _text[_length++] = letters[i];
        _cursor = _length;
        Draw();
    }

    /// <summary>Does what a key says. False: the key is none of the editor's.</summary>
    public bool Apply(Key key)
    {
        if (_isPaste) return key == Key.Backspace && RemoveLast();
        switch (key)
        {
            case Key.Left: return Move(Before(_cursor));
            case Key.Right: return Move(Behind(_cursor));
            case Key.Home: return Move(0);
            case Key.End: return Move(_length);
            case Key.WordLeft: return Move(WordStart());
            case Key.WordRight: return Move(WordEnd());
            case Key.Backspace: return Remove(Before(_cursor), _cursor);
            case Key.Delete:
            case Key.EndOfInput: return Remove(_cursor, Behind(_cursor));
            case Key.KillWord: return Remove(WordStart(), _cursor);
            case Key.KillToEnd: return Remove(_cursor, _length);
            case Key.KillToStart: return Remove(0, _cursor);
            default: return false;
        }
    }

    private int Room
    {
        get { return _prompt.Length > ConsoleOutput.Columns - LeastRoom ? LeastRoom : ConsoleOutput.Columns - _prompt.Length; }
    }

    private bool Move(int to)
    {
        if (to < 0 || to > _length) return true;
        _cursor = to;
        Draw();
        return true;
    }

    private bool Remove(int from, int to)
    {
        if (from < 0 || to > _length || from == to) return true;
        for (int i = to; i < _length; i++) _text[from + i - to] = _text[i];
        _length -= to - from;
        _cursor = from;
        if (Overflow == 0) Draw();
        return true;
    }

    private bool RemoveLast()
    {
        if (_length == 0) return true;
        int last = Before(_length);
        for (int i = last; i < _length && Overflow == 0 && !IsMuted; i++) _output.Raw("\b \b");
        _length = last;
        _cursor = last;
        return true;
    }

    // A letter beyond U+FFFF is two characters, which stay together.
    private int Before(int at)
    {
        return at - 1 > 0 && IsSplit(at - 1) ? at - 2 : at - 1;
    }

    private int Behind(int at)
    {
        return IsSplit(at + 1) ? at + 2 : at + 1;
    }

    private bool IsSplit(int at)
    {
        return at > 0 && at < _length && _text[at] >= 0xDC00 && _text[at] < 0xE000 && _text[at - 1] >= 0xD800 && _text[at - 1] < 0xDC00;
    }

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && _text[at - 1] == ' ') at--;
        while (at > 0 && _text[at - 1] != ' ') at--;
        return at;
    }

    private int WordEnd()
    {
        int at = _cursor;
        while (at < _length && _text[at] == ' ') at++;
        while (at < _length && _text[at] != ' ') at++;
        return at;
    }

    private void Draw()
    {
        if (_isHidden) return;
        if (_cursor < _from) _from = _cursor;
        if (_cursor - _from >= Room) _from = _cursor - Room / 2;
        if (_length <= Room - 1) _from = 0;
        if (IsSplit(_from)) _from++;
        int visible = _length - _from < Room ? _length - _from : Room;
        if (IsSplit(_from + visible)) visible--;
        _output.Raw("\r");
        _output.Prompt(_prompt);
        _output.Raw(new string(_text, _from, visible));
        int at = visible;
        if (_output.IsVt100) _output.Raw(visible < _shown ? EraseToEnd : "");
        else for (; at < _shown; at++) _output.Raw(" ");
        for (; at > _cursor - _from; at--) _output.Raw("\b");
        _shown = visible;
    }
}
