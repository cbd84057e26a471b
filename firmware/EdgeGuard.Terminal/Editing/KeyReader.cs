namespace EdgeGuard.Terminal;

/// <summary>Makes keys of the bytes that a terminal sends: UTF-8, control
/// characters, and the escape sequences of VT100 and xterm.</summary>
/// <remarks>No byte can wedge it: a sequence that breaks off, or makes no
/// sense, is one unknown key, and the next byte begins another. Pure.</remarks>
public sealed class KeyReader
{
    private const byte Escape = 0x1B;
    private const char Broken = '\uFFFD';

    // Fewer are no screen: with a modifier F3 is sent as a position in the first line.
    private const int LeastLines = 5;

    // Longer than any terminal's; what follows is text again.
    private const int MaxSequence = 16;

    private State _state;
    private int _length;
    private int _parameter;
    private int _modifier;
    private bool _isSecondParameter;
    private int _code;
    private int _missing;
    private bool _afterReturn;

    private enum State : byte
    {
        Ground = 0,
        Escape = 1,
        Control = 2,
        Application = 3,
        Utf8 = 4,
    }

    /// <summary>The character of a <see cref="Key.Character"/>; U+FFFD for bytes that are no UTF-8.</summary>
    public char Character { get; private set; }

    /// <summary>The second half of a character beyond U+FFFF, otherwise 0.</summary>
    public char LowHalf { get; private set; }

    /// <summary>Lines of the terminal, with <see cref="Key.Size"/>.</summary>
    public int Lines { get; private set; }

    /// <summary>Whether a byte more is needed to know the key.</summary>
    public bool IsInside
    {
        get { return _state != State.Ground; }
    }

    /// <summary>Forgets a sequence that has not gone on: somebody pressed Escape alone, or the cable was pulled.</summary>
    public void Reset()
    {
        _state = State.Ground;
    }

    /// <summary>Takes a byte.</summary>
    public Key Take(byte b)
    {
        bool wasReturn = _afterReturn;
        _afterReturn = false;
        switch (_state)
        {
            case State.Escape: return TakeEscaped(b);
            case State.Control: return TakeControl(b);
            case State.Application: return TakeFinal(b);
            case State.Utf8: return TakeContinuation(b);
            default: return b == (byte)'\n' && wasReturn ? Key.None : TakeGround(b);
        }
    }

    private Key TakeGround(byte b)
    {
        if (b >= 0x80) return BeginUtf8(b);
        if (b >= 0x20 && b != 0x7F) return Char((char)b, '\0');
        switch (b)
        {
            case 0x01: return Key.Home;
            case 0x02: return Key.Left;
            case 0x03: return Key.Cancel;
            case 0x04: return Key.EndOfInput;
            case 0x05: return Key.End;
            case 0x06: return Key.Right;
            case 0x08:
            case 0x7F: return Key.Backspace;
            case 0x09: return Key.Tab;
            case 0x0A: return Key.Enter;
            case 0x0B: return Key.KillToEnd;
            case 0x0C: return Key.Redraw;
            case 0x0D:
                _afterReturn = true;
                return Key.Enter;
            case 0x0E: return Key.Down;
            case 0x10: return Key.Up;
            case 0x15: return Key.KillToStart;
            case 0x17: return Key.KillWord;
            case Escape:
                _state = State.Escape;
                return Key.None;
            default: return Key.Unknown;
        }
    }

    private Key TakeEscaped(byte b)
    {
        _state = State.Ground;
        switch (b)
        {
            case (byte)'[':
                _state = State.Control;
                _length = 0;
                _parameter = 0;
                _modifier = 0;
                _isSecondParameter = false;
                return Key.None;
            case (byte)'O':
                _state = State.Application;
                return Key.None;
            case (byte)'b': return Key.WordLeft;
            case (byte)'f': return Key.WordRight;
            case 0x08:
            case 0x7F: return Key.KillWord;
            default: return b < 0x20 ? TakeGround(b) : Key.Unknown;
        }
    }

    // ESC [ parameters final (ECMA-48, 5.4).
    private Key TakeControl(byte b)
    {
        if (b < 0x20 || b >= 0x7F)
        {
            // The sequence broke off: this byte is what was meant.
            _state = State.Ground;
            return TakeGround(b);
        }
        if (b >= 0x40) return TakeFinal(b);
        if (++_length > MaxSequence)
        {
            _state = State.Ground;
            return Key.Unknown;
        }
        if (b == (byte)';') _isSecondParameter = true;
        else if (b >= (byte)'0' && b <= (byte)'9') AddDigit(b - '0');
        return Key.None;
    }

    private void AddDigit(int digit)
    {
        if (_isSecondParameter) _modifier = _modifier > 99 ? _modifier : _modifier * 10 + digit;
        else _parameter = _parameter > 999 ? _parameter : _parameter * 10 + digit;
    }

    private Key TakeFinal(byte b)
    {
        bool isApplication = _state == State.Application;
        _state = State.Ground;
        if (isApplication) _modifier = 0;
        if (b < 0x20) return TakeGround(b);
        switch (b)
        {
            case (byte)'A': return Key.Up;
            case (byte)'B': return Key.Down;
            case (byte)'C': return _modifier > 1 ? Key.WordRight : Key.Right;
            case (byte)'D': return _modifier > 1 ? Key.WordLeft : Key.Left;
            case (byte)'H': return Key.Home;
            case (byte)'F': return Key.End;
            case (byte)'R': return isApplication ? Key.Unknown : Position();
            case (byte)'~': return isApplication ? Key.Unknown : Numbered(_parameter);
            default: return Key.Unknown;
        }
    }

    // Where the cursor is (ECMA-48, 8.3.14): in the last line, for there it was asked.
    private Key Position()
    {
        if (!_isSecondParameter || _parameter < LeastLines) return Key.Unknown;
        Lines = _parameter;
        return Key.Size;
    }

    private static Key Numbered(int number)
    {
        switch (number)
        {
            case 1:
            case 7: return Key.Home;
            case 4:
            case 8: return Key.End;
            case 3: return Key.Delete;
            // 200 and 201 stand around what is pasted: what is between them is typed.
            case 200:
            case 201: return Key.None;
            default: return Key.Unknown;
        }
    }

    private Key BeginUtf8(byte b)
    {
        int missing = b >= 0xF0 && b <= 0xF4 ? 3 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xC2 && b < 0xE0 ? 1 : 0;
        if (missing == 0) return Char(Broken, '\0');
        _missing = missing;
        _code = b & (0x3F >> missing);
        _state = State.Utf8;
        return Key.None;
    }

    private Key TakeContinuation(byte b)
    {
        if ((b & 0xC0) != 0x80)
        {
            _state = State.Ground;
            // What was begun is lost on the way already; this byte is not.
            Key next = TakeGround(b);
            return next == Key.None ? Char(Broken, '\0') : next;
        }
        _code = (_code << 6) | (b & 0x3F);
        if (--_missing > 0) return Key.None;
        _state = State.Ground;
        if (_code >= 0xD800 && _code < 0xE000) return Char(Broken, '\0');
        if (_code < 0xA0 || _code > 0x10FFFF) return Key.Unknown;
        if (_code < 0x10000) return Char((char)_code, '\0');
        return Char((char)(0xD800 + ((_code - 0x10000) >> 10)), (char)(0xDC00 + (_code & 0x3FF)));
    }

    private Key Char(char first, char second)
    {
        Character = first;
        LowHalf = second;
        return Key.Character;
    }
}
