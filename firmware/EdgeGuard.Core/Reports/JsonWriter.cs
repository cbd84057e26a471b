using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Writes JSON (RFC 8259), one value after the other. What is opened must be closed: the caller's part. Not thread-safe.</summary>
public sealed class JsonWriter
{
    private const string Hex = "0123456789abcdef";

    private readonly StringBuilder _text = TextBuilder.New();
    private bool _needsComma;

    /// <summary>Begins an object: the outermost, or one in an array.</summary>
    public JsonWriter OpenObject()
    {
        return Open('{');
    }

    /// <summary>Begins an object as a member.</summary>
    public JsonWriter OpenObject(string name)
    {
        Name(name);
        return Open('{');
    }

    public JsonWriter CloseObject()
    {
        return Close('}');
    }

    /// <summary>Begins an array as a member.</summary>
    public JsonWriter OpenArray(string name)
    {
        Name(name);
        return Open('[');
    }

    public JsonWriter CloseArray()
    {
        return Close(']');
    }

    /// <summary>A member that is text, or null.</summary>
    public JsonWriter Text(string name, string? value)
    {
        Name(name);
        if (value == null) _text.Append("null");
        else Quote(value);
        _needsComma = true;
        return this;
    }

    /// <summary>A member that is a whole number.</summary>
    public JsonWriter Number(string name, long value)
    {
        Name(name);
        _text.Append(value);
        _needsComma = true;
        return this;
    }

    /// <summary>A whole number in an array.</summary>
    public JsonWriter Item(long value)
    {
        if (_needsComma) _text.Append(',');
        _text.Append(value);
        _needsComma = true;
        return this;
    }

    /// <summary>A member that is true or false.</summary>
    public JsonWriter Flag(string name, bool value)
    {
        Name(name);
        _text.Append(value ? "true" : "false");
        _needsComma = true;
        return this;
    }

    /// <summary>What was written so far.</summary>
    public override string ToString()
    {
        return _text.ToString();
    }

    private JsonWriter Open(char bracket)
    {
        if (_needsComma) _text.Append(',');
        _text.Append(bracket);
        _needsComma = false;
        return this;
    }

    private JsonWriter Close(char bracket)
    {
        _text.Append(bracket);
        _needsComma = true;
        return this;
    }

    private void Name(string name)
    {
        if (_needsComma) _text.Append(',');
        Quote(name);
        _text.Append(':');
        _needsComma = false;
    }

    private void Quote(string text)
    {
        _text.Append('"');
        char[] letters = text.ToCharArray();
        for (int i = 0; i < letters.Length; i++) Character(letters[i]);
        _text.Append('"');
    }

    // Surrogates are escaped one by one: a lone one would otherwise not survive UTF-8.
    private void Character(char c)
    {
        if (c == '"' || c == '\\')
        {
            _text.Append('\\');
            _text.Append(c);
        }
        else if (c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c < 0xE000) || c == 0x2028 || c == 0x2029)
        {
            _text.Append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) _text.Append(Hex[(c >> shift) & 15]);
        }
        else
        {
            _text.Append(c);
        }
    }
}
