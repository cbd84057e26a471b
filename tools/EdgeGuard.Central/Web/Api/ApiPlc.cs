using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>A PLC or bus behind a module, as programs are told of it.</summary>
internal sealed record ApiPlc(string Name, string State, bool Trouble, IReadOnlyList<int> SilentUnits, string? Since = null)
{
    internal static ApiPlc Of(PlcReport plc) => new(plc.Name, plc.State, plc.IsTrouble, plc.SilentUnits, Moment.Of(plc.Since));
}
