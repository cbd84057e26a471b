using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>What became of a row's requests.</summary>
internal static class TrafficOutcome
{
    private const int ExceptionCodes = 12;

    /// <summary>In twelve columns: what went worst, with its share; <c>ok</c> where the unit answered all.</summary>
    public static string Brief(TrafficRow row)
    {
        (long count, string what) = Worst(row);
        if (count == 0) return "ok";
        return count == row.Requests ? what : $"{Share(count, row.Requests)} {what}";
    }

    /// <summary>Answers that were exceptions.</summary>
    public static long Exceptions(TrafficRow row) => Codes(row).Sum(each => each.Count);

    /// <summary>Which exceptions came how often; code 0: all beyond 11.</summary>
    public static IEnumerable<(int Code, long Count)> Codes(TrafficRow row) =>
        Enumerable.Range(0, ExceptionCodes).Select(code => (code, row.ExceptionCount(code))).Where(each => each.Item2 > 0);

    private static (long Count, string What) Worst(TrafficRow row)
    {
        if (row.Refused > 0) return (row.Refused, "refused");
        if (Exceptions(row) > 0) return (Exceptions(row), Exception(row));
        if (row.Unanswered > 0) return (row.Unanswered, "silent");
        if (row.Limited > 0) return (row.Limited, "limited");
        if (row.Observed > 0) return (row.Observed, "observed");
        return row.Broadcasts > 0 ? (row.Broadcasts, "broadcast") : (0, "");
    }

    private static string Exception(TrafficRow row)
    {
        (int Code, long Count)[] codes = [.. Codes(row)];
        return codes.Length == 1 && codes[0].Code > 0 ? string.Create(CultureInfo.InvariantCulture, $"exc. {codes[0].Code:00}") : "exc.";
    }

    private static string Share(long count, long all)
    {
        long percent = (long)(100.0 * count / all);
        return percent == 0 ? "<1%" : string.Create(CultureInfo.InvariantCulture, $"{percent}%");
    }
}
