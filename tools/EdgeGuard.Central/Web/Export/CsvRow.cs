using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>A line of CSV (RFC 4180). What a program for tables would take for a formula gets an apostrophe before it; a number that is
/// less than 0 is none.</summary>
internal static class CsvRow
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'];
    private static readonly char[] Special = ['"', ',', '\r', '\n'];

    /// <summary>The line, with CR LF behind it.</summary>
    internal static string Of(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        string text => Text(PeerText.Clean(text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Text(string text)
    {
        if (Array.IndexOf(Formula, text.TrimStart().FirstOrDefault()) >= 0) text = "'" + text;
        return text.IndexOfAny(Special) < 0 ? text : "\"" + text.Replace("\"", "\"\"") + "\"";
    }
}
