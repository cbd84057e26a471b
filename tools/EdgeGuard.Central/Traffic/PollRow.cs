using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central;

/// <summary>One poll of a client, as its module told it last.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Client">What the client is known by; empty for those that are not told apart.</param>
/// <param name="Row">What was told.</param>
/// <param name="FirstAt">When it first came, milliseconds since 1970 by the module's clock; by ours where that is not set.</param>
/// <param name="LastAt">When it came last, likewise.</param>
/// <param name="Seal">What the seal proves of the report that told it.</param>
public sealed record PollRow(
    long Id, string Site, string Module, string Client, TrafficRow Row, long FirstAt, long LastAt, SealProof Seal)
{
    /// <summary>What stands where there is nothing to take a mean of.</summary>
    internal const long Nothing = -1;

    private const int ExceptionCodes = 12;

    /// <summary>When its client first asked this module anything.</summary>
    internal long ClientFirstAt { get; init; }

    /// <summary>What it was sorted by.</summary>
    internal long Rank { get; init; }

    /// <summary>Answers that were exceptions.</summary>
    internal long Exceptions => ExceptionsOf(Row);

    /// <summary>Mean time from one to the next, milliseconds; <see cref="Nothing"/> where it came once.</summary>
    internal long Every => EveryOf(Row);

    /// <summary>Mean time of the answers, milliseconds; <see cref="Nothing"/> without any.</summary>
    internal long Takes => TakesOf(Row);

    internal static long ExceptionsOf(TrafficRow row) => CodesOf(row).Sum(each => each.Count);

    internal static long EveryOf(TrafficRow row) => row.Gaps == 0 ? Nothing : row.GapSum / row.Gaps;

    internal static long TakesOf(TrafficRow row) => row.Responses == 0 ? Nothing : row.ResponseSum / row.Responses;

    /// <summary>Which exceptions came how often; code 0: all beyond 11.</summary>
    internal static IEnumerable<(int Code, long Count)> CodesOf(TrafficRow row) =>
        Enumerable.Range(0, ExceptionCodes).Select(code => (code, row.ExceptionCount(code))).Where(each => each.Item2 > 0);
}
