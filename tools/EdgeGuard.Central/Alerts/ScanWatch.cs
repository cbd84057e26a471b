using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What one client was refused within a minute, and how different that was.</summary>
internal sealed class ScanWatch
{
    internal const int Units = 5;
    internal const int Functions = 4;
    internal const int Ranges = 16;

    private readonly MinuteSet _units = new(Units);
    private readonly MinuteSet _functions = new(Functions);
    private readonly MinuteSet _ranges = new(Ranges);

    /// <summary>Takes one refused request. What shows that it is a scan; empty for nothing.</summary>
    internal string Add(long at, EventRecord record)
    {
        int units = _units.Add(at, record.Unit.ToString());
        int functions = _functions.Add(at, record.Function.ToString());
        int ranges = _ranges.Add(at, $"{record.Address}+{record.Quantity}");
        if (units >= Units) return $"{units} units";
        if (functions >= Functions) return $"{functions} functions";
        return ranges >= Ranges ? $"{ranges} ranges" : "";
    }
}
