using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>A module's counters at one moment, from <c>metrics</c>. Immutable.</summary>
/// <param name="Boot">Number of its start: counters begin at 0 with each.</param>
/// <param name="UptimeMs">Milliseconds since the start.</param>
/// <param name="Utc">Milliseconds since 1970; 0 while its clock is unset.</param>
/// <param name="Counters">By name; 32 bits, wrapping.</param>
public sealed record MetricsReport(int Boot, long UptimeMs, long Utc, IReadOnlyDictionary<string, long> Counters)
{
    private const long MaxUtc = 253_402_300_799_999;

    /// <summary>Reads a message. Null: <paramref name="problem"/> says why.</summary>
    public static MetricsReport? Read(byte[] bytes, out string problem)
    {
        StrictJson? json = StrictJson.Parse(bytes, out problem);
        if (json == null) return null;
        var report = new MetricsReport(
            (int)json.Number("boot", 0, int.MaxValue),
            json.Number("uptimeMs", 0, MaxUtc),
            json.Number("utc", 0, MaxUtc),
            json.Object("counters").AllNumbers(0, uint.MaxValue));
        problem = json.Problem;
        return problem.Length == 0 ? report : null;
    }
}
