using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>PLCs in words.</summary>
internal static class PlcText
{
    /// <summary>How it is, since when where its module knew the time, and which of its units do not answer.</summary>
    internal static string State(PlcReport plc)
    {
        string since = plc.Since > 0 ? $" since {ShownTime.At(plc.Since)}" : "";
        string units = plc.SilentUnits.Count == 0 ? ""
            : $"; silent {(plc.SilentUnits.Count == 1 ? "unit" : "units")} {string.Join(", ", plc.SilentUnits)}";
        return PeerText.Clean(plc.State) + since + units;
    }
}
