using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EdgeGuard.Fuzz;

/// <summary>An input as a line of text: in quotes, as somebody reads it, or as hexadecimal digits, whichever is shorter.</summary>
/// <remarks>In quotes stands printable ASCII as itself; <c>\n</c>, <c>\r</c>, <c>\t</c>, <c>\"</c>, <c>\\</c>, and any other byte as
/// <c>\xNN</c>.</remarks>
internal static class InputText
{
    private const string Escaped = "\n\r\t\"\\";
    private const string Letters = "nrt\"\\";

    public static string Of(byte[] input)
    {
        string quoted = Quote(input);
        string digits = Convert.ToHexString(input);
        return digits.Length == 0 || quoted.Length <= digits.Length ? quoted : digits;
    }

    /// <summary>The bytes that a line stands for.</summary>
    /// <exception cref="FormatException">It stands for none; the message says what is wrong, and where.</exception>
    public static byte[] Read(string line)
    {
        if (line.StartsWith('"')) return Unquote(line);
        if (line.Length == 0) throw new FormatException("an empty line is no input: one without bytes is written as \"\"");
        try
        {
            return Convert.FromHexString(line);
        }
        catch (FormatException e)
        {
            throw new FormatException("write pairs of hexadecimal digits, or text in quotes", e);
        }
    }

    private static string Quote(byte[] input)
    {
        var text = new StringBuilder("\"");
        foreach (byte one in input)
        {
            int letter = Escaped.IndexOf((char)one, StringComparison.Ordinal);
            if (letter >= 0) text.Append('\\').Append(Letters[letter]);
            else if (one is >= 0x20 and < 0x7F) text.Append((char)one);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{one:X2}");
        }
        return text.Append('"').ToString();
    }

    private static byte[] Unquote(string line)
    {
        var input = new List<byte>();
        int at = 1;
        while (at < line.Length && line[at] != '"') input.Add(Take(line, ref at));
        if (at != line.Length - 1) throw new FormatException($"column {at + 1}: a quote ends the line, and stands nowhere else without \\");
        return [.. input];
    }

    private static byte Take(string line, ref int at)
    {
        char one = line[at++];
        int column = at;
        if (one is < ' ' or > '~') throw new FormatException($"column {column}: write \\xNN for what is not printable ASCII");
        if (one != '\\') return (byte)one;
        char next = at < line.Length ? line[at++] : ' ';
        int letter = Letters.IndexOf(next, StringComparison.Ordinal);
        if (letter >= 0) return (byte)Escaped[letter];
        string digits = next == 'x' && at + 2 <= line.Length ? line.Substring(at, 2) : "";
        at += 2;
        if (byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)) return value;
        throw new FormatException($"column {column}: behind \\ stands one of n r t \" \\, or x and two hexadecimal digits");
    }
}
