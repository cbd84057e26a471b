using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central;

/// <summary>A report of traffic that came and was found sound. Immutable.</summary>
/// <param name="Site">Of which module.</param>
/// <param name="Module">Likewise.</param>
/// <param name="Report">What it says.</param>
/// <param name="Seal">What its seal proves.</param>
/// <param name="At">When it came, milliseconds since 1970 by this computer's clock.</param>
public sealed record HeardReport(string Site, string Module, TrafficReport Report, SealProof Seal, long At)
{
    // Above all that a module could reach, and so that sums with it do not wrap.
    private const long MostNumber = 1L << 53;

    /// <summary>Name of the module's stream, hex.</summary>
    internal string Stream => EventText.Hex(Report.Stream);

    /// <summary>Reads a message. Null: <paramref name="problem"/> says why, in words that hold nothing of the message itself. Never throws
    /// on any bytes.</summary>
    internal static HeardReport? Read(ModuleTopic from, byte[] bytes, SealKeys keys, long at, out string problem)
    {
        problem = $"more than {ArrivalReader.MaxBytes} bytes";
        if (bytes.Length > ArrivalReader.MaxBytes) return null;
        TrafficReport? report = TrafficReport.Decode(bytes, 0, bytes.Length, out TrafficReportFault fault);
        problem = report == null ? $"not a report of traffic ({fault})" : "";
        if (report == null) return null;
        bool isReached = report is { Boot: >= 0, Number: > 0 and <= MostNumber };
        if (!isReached) problem = "a report of traffic whose numbers no module reaches";
        return isReached ? new HeardReport(from.Site, from.Module, report!, keys.Prove(report!, bytes), at) : null;
    }
}
