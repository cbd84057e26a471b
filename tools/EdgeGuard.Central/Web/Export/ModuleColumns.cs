using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What an export says of a module.</summary>
internal static class ModuleColumns
{
    internal static readonly IReadOnlyList<ExportColumn<ModuleView>> All =
    [
        new("site", view => view.Site),
        new("module", view => view.Name),
        new("online", view => view.IsOnline),
        new("mode", view => view.State is { IsWhole: true } state ? state.Mode : null),
        new("policy", view => view.State is { IsWhole: true } state ? state.PolicyName : null),
        new("policyVersion", view => view.State is { IsWhole: true } state ? (long)state.PolicyVersion : null),
        new("policyHash", view => view.State is { IsWhole: true, PolicyHash.Length: > 0 } state ? state.PolicyHash : null),
        new("marks", view => string.Join(' ', ModuleMark.Of(view).Select(mark => mark.Name))),
        new("seal", view => view.Seal is { } seal ? SealWords.Of(seal) : null),
        new("events", view => view.Events),
        new("missingEvents", view => view.Missing),
        new("software", view => view.Inventory?.Software),
        new("firstHeardAt", view => Moment.Of(view.FirstHeardAt)),
        new("heardAt", view => Moment.Of(view.HeardAt)),
    ];
}
