using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What about a module wants somebody to look at it.</summary>
/// <param name="Name">As it is searched for.</param>
/// <param name="IsBad">Whether something does not work, and is not only as somebody set it.</param>
/// <param name="Words">As people read it.</param>
/// <param name="Has">Whether a module has it.</param>
internal sealed record ModuleMark(string Name, bool IsBad, Func<ModuleView, string> Words, Func<ModuleView, bool> Has)
{
    internal static readonly IReadOnlyList<ModuleMark> All =
    [
        new("untold", false, "no state told", view => view.State is null),
        new("away", true, "away", view => view.State is { IsOnline: false, IsStopped: false }),
        new("stopped", true, "stopped", view => view.State is { IsOnline: false, IsStopped: true }),
        new("observing", false, "observe: refuses nothing", view => view.IsObserving),
        new("isolated", false, "isolated", view => view.IsOnline && view.State!.IsIsolated),
        new("plc-trouble", true, "PLC in trouble", view => view.IsOnline && view.State!.HasPlcTrouble),
        new("unsafe-plain", false, "unsafe-plain", view => view.Inventory?.IsUnsafe == true),
        new("missing", true, Missing, view => view.Missing > 0),
    ];

    private ModuleMark(string name, bool isBad, string words, Func<ModuleView, bool> has) : this(name, isBad, _ => words, has)
    {
    }

    /// <summary>All that a module has; none for one that needs nobody.</summary>
    internal static IEnumerable<ModuleMark> Of(ModuleView view) => All.Where(mark => mark.Has(view));

    private static string Missing(ModuleView view) => string.Create(CultureInfo.InvariantCulture, $"{view.Missing} events missing");
}
