using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>Finds modules by a part of their name.</summary>
internal static class ModuleSearch
{
    /// <summary>Those whose <c>SITE/MODULE</c> has the text in it, in whatever case; all for none.</summary>
    internal static IReadOnlyList<ModuleView> In(IReadOnlyList<ModuleView> modules, string? text)
    {
        string part = (text ?? "").Trim();
        return [.. modules.Where(view => $"{view.Site}/{view.Name}".Contains(part, StringComparison.OrdinalIgnoreCase))];
    }
}
