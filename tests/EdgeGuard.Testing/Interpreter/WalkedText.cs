using System;

#pragma warning disable CA1707 // The names are those of what is counted.
#pragma warning disable CA1304, CA1305, CA1307, CA1310, CA1311 // What the shared code calls, as it calls it.

namespace EdgeGuard.Testing.Interpreter;

/// <summary>What shared code does with texts, counted. <see cref="TextMeter"/> puts these in the place of the library's.</summary>
public static class WalkedText
{
    [ThreadStatic]
    private static long _walked;

    /// <summary>Characters walked over by this thread.</summary>
    public static long Walked
    {
        get { return _walked; }
        set { _walked = value; }
    }

    public static char get_Chars(string text, int index)
    {
        _walked += index + 1;
        return text[index];
    }

    public static int get_Length(string text)
    {
        return Whole(text).Length;
    }

    public static char[] ToCharArray(string text)
    {
        return Whole(text).ToCharArray();
    }

    public static string Substring(string text, int start)
    {
        return Whole(text).Substring(start);
    }

    public static string Substring(string text, int start, int length)
    {
        _walked += start + length;
        return text.Substring(start, length);
    }

    public static int IndexOf(string text, char value)
    {
        return Found(text, text.IndexOf(value));
    }

    public static int IndexOf(string text, char value, int start)
    {
        return Found(text, text.IndexOf(value, start));
    }

    public static int IndexOf(string text, string value)
    {
        return Found(text, text.IndexOf(value, StringComparison.Ordinal));
    }

    public static int IndexOf(string text, string value, int start)
    {
        return Found(text, text.IndexOf(value, start, StringComparison.Ordinal));
    }

    public static int LastIndexOf(string text, char value)
    {
        return Whole(text).LastIndexOf(value);
    }

    public static int LastIndexOf(string text, string value)
    {
        return Whole(text).LastIndexOf(value, StringComparison.Ordinal);
    }

    public static bool StartsWith(string text, string value)
    {
        _walked += value.Length;
        return text.StartsWith(value, StringComparison.Ordinal);
    }

    public static bool EndsWith(string text, string value)
    {
        return Whole(text).EndsWith(value, StringComparison.Ordinal);
    }

    public static string Trim(string text)
    {
        return Whole(text).Trim();
    }

    public static string TrimEnd(string text)
    {
        return Whole(text).TrimEnd();
    }

    public static string TrimEnd(string text, char c)
    {
        return Whole(text).TrimEnd(c);
    }

    public static string TrimStart(string text)
    {
        return Whole(text).TrimStart();
    }

    public static string[] Split(string text, char separator, StringSplitOptions options)
    {
        return Whole(text).Split(separator, options);
    }

    public static string[] Split(string text, params char[] separators)
    {
        return Whole(text).Split(separators);
    }

    public static string Concat(string? a, string? b)
    {
        return Whole(a + b);
    }

    public static string Concat(string? a, string? b, string? c)
    {
        return Whole(a + b + c);
    }

    public static string Concat(string? a, string? b, string? c, string? d)
    {
        return Whole(a + b + c + d);
    }

    public static string Concat(params string?[] parts)
    {
        return Whole(string.Concat(parts));
    }

    public static bool op_Equality(string? a, string? b)
    {
        _walked += Math.Min(a?.Length ?? 0, b?.Length ?? 0);
        return a == b;
    }

    public static bool op_Inequality(string? a, string? b)
    {
        return !op_Equality(a, b);
    }

    /// <summary>The constructors.</summary>
    public static string Make(char[] text)
    {
        return Whole(new string(text));
    }

    /// <inheritdoc cref="Make(char[])"/>
    public static string Make(char[] text, int start, int length)
    {
        return Whole(new string(text, start, length));
    }

    /// <inheritdoc cref="Make(char[])"/>
    public static string Make(char c, int count)
    {
        return Whole(new string(c, count));
    }

    private static string Whole(string text)
    {
        _walked += text.Length;
        return text;
    }

    private static int Found(string text, int index)
    {
        _walked += index < 0 ? text.Length : index + 1;
        return index;
    }
}
