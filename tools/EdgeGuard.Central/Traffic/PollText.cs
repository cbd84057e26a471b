using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central;

/// <summary>Polls in words.</summary>
internal static class PollText
{
    /// <summary>Who asks, without the role.</summary>
    internal static string Client(TrafficRow row, string id)
    {
        if (id == ClientId.Several) return "further clients, which are not told apart";
        return ClientText.Name(row.Client);
    }

    /// <summary>Such as <c>unit 1, 03 read holding registers</c>.</summary>
    internal static string Function(TrafficRow row) => $"unit {row.Unit}, {FunctionText.Text((byte)row.Function, row.SubFunction)}";

    /// <summary>Such as <c>0 to 39</c>; empty where the function has none.</summary>
    internal static string Addresses(TrafficRow row)
    {
        if (row.IsMalformed) return "malformed";
        if (row.Quantity == 0) return "";
        if (FunctionTable.HasFiles(row.Function))
        {
            return $"file {Range(row.OtherAddress, row.OtherQuantity)}, record {Range(row.Address, row.Quantity)}";
        }
        if (!FunctionTable.HasAddress(row.Function)) return "";
        string also = row.OtherQuantity > 0 ? $", reads {Range(row.OtherAddress, row.OtherQuantity)}" : "";
        return $"address {Range(row.Address, row.Quantity)}{also}";
    }

    /// <summary>What became of its requests, the worst first; <c>all answered</c> where there is nothing else to say.</summary>
    internal static string Became(TrafficRow row)
    {
        var parts = new List<string>();
        Add(parts, row.Refused, "refused");
        Add(parts, row.Observed, "not allowed and sent (observe)");
        parts.AddRange(PollRow.CodesOf(row).Select(each => $"exception {Code(each.Code)}: {Number(each.Count)}"));
        Add(parts, row.Unanswered, "without an answer");
        Add(parts, row.Limited, "put off by a limit");
        Add(parts, row.Broadcasts, "broadcast");
        return parts.Count == 0 ? "all answered" : string.Join(", ", parts);
    }

    /// <summary>Mean, shortest and longest time from one to the next; empty where it came once.</summary>
    internal static string Every(TrafficRow row) => row.Gaps == 0
        ? ""
        : Spread(PollRow.EveryOf(row), row.ShortestGap, row.LongestGap);

    /// <summary>Mean, shortest and longest time of the answers; empty without any.</summary>
    internal static string Takes(TrafficRow row) => row.Responses == 0
        ? ""
        : Spread(PollRow.TakesOf(row), row.ShortestResponse, row.LongestResponse);

    /// <summary>What was written, where the module records values; empty for nothing.</summary>
    internal static string Values(TrafficRow row)
    {
        if (row.Values == 0) return "";
        if (row.HasMoreValues) return $"{row.SmallestValue} to {row.LargestValue}, last {row.LastValue}";
        string different = string.Join(", ", Enumerable.Range(0, row.DistinctValues).Select(row.DistinctValue).Order());
        return row.DistinctValues == 1 ? different : $"{different}; last {row.LastValue}";
    }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Spread(long mean, long shortest, long longest) => shortest == longest
        ? ShownTime.Span(mean)
        : $"{ShownTime.Span(mean)} ({ShownTime.Span(shortest)} to {ShownTime.Span(longest)})";

    private static void Add(List<string> parts, long count, string what)
    {
        if (count > 0) parts.Add($"{Number(count)} {what}");
    }

    private static string Code(int code) => code == 0 ? "above 11" : code.ToString("D2", CultureInfo.InvariantCulture);

    private static string Range(int first, int count) => count <= 1 ? $"{first}" : $"{first} to {first + count - 1}";
}
