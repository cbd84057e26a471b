using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>How often something happened in one hour.</summary>
/// <param name="Hour">The hour, counted since 1970, UTC.</param>
/// <param name="Code">What happened.</param>
/// <param name="Count">How often.</param>
public sealed record HourSum(long Hour, EventCode Code, long Count)
{
    /// <summary>Milliseconds of an hour.</summary>
    internal const long Ms = 3_600_000;

    // A module's clock is believed for so long back, and so much ahead of when its event came: one that is wrong would fill years.
    private const long MostBackMs = 7 * 24 * Ms;
    private const long MostAheadMs = 60_000;

    /// <summary>Whether it is summed: what somebody wanted and did not get, and what a PLC did not do.</summary>
    internal static bool IsKept(EventCode code) => EventTable.IsRefusal(code) || IsOfPlc(code);

    /// <summary>Whether a PLC or a unit did not answer.</summary>
    internal static bool IsOfPlc(EventCode code) =>
        code is EventCode.PlcTimeout or EventCode.PlcLost or EventCode.PlcHungUp or EventCode.PlcFruitless or EventCode.UnitSilent;

    /// <summary>The hour in which an event happened, as far as its module's clock can be believed; else that in which it came.</summary>
    internal static long Of(EventRecord record, long receivedAt)
    {
        bool isNear = record.Utc > receivedAt - MostBackMs && record.Utc < receivedAt + MostAheadMs;
        bool isBelieved = record.Trust == ClockTrust.Trusted && isNear;
        return (isBelieved ? record.Utc : receivedAt) / Ms;
    }
}
