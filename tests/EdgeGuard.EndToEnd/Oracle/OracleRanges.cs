using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A list such as <c>0-9,20</c> or <c>-40.0..90.0</c>.</summary>
internal sealed class OracleRanges
{
    private readonly List<(double Lo, double Hi)> _ranges;

    private OracleRanges(List<(double Lo, double Hi)> ranges)
    {
        _ranges = ranges;
    }

    public static OracleRanges Read(string text) => new(text.Split(',').Select(ReadOne).ToList());

    public bool Holds(double value) => _ranges.Any(range => value >= range.Lo && value <= range.Hi);

    /// <summary>Whether any of these whole numbers is in it.</summary>
    public bool Touches(int first, int count) => _ranges.Any(range => first <= range.Hi && first + count - 1 >= range.Lo);

    /// <summary>Whether all of these whole numbers are in it.</summary>
    public bool Covers(int first, int count) => Enumerable.Range(first, count).All(i => Holds(i));

    /// <summary>Where the whole numbers in a row begin of which this is one.</summary>
    public int FirstBefore(int number)
    {
        while (Holds(number - 1)) number--;
        return number;
    }

    private static (double, double) ReadOne(string text)
    {
        string[] ends = text.Contains("..", StringComparison.Ordinal) ? text.Split("..") : text.Split('-');
        double lo = double.Parse(ends[0], CultureInfo.InvariantCulture);
        return (lo, ends.Length == 1 ? lo : double.Parse(ends[1], CultureInfo.InvariantCulture));
    }
}
