using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Some modules of many.</summary>
/// <param name="Rows">In their order.</param>
/// <param name="Next">Where the next page begins; null for none.</param>
internal sealed record FoundModules(IReadOnlyList<ModuleView> Rows, RankCursor? Next)
{
    internal static readonly FoundModules Nothing = new([], null);
}
