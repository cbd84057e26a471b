using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>What an export says of changes: of what kind each is, and all that it says of events.</summary>
internal static class ChangeColumns
{
    internal static readonly IReadOnlyList<ExportColumn<EventItem>> All =
    [
        new("change", item => item.Event is { } row ? ChangeTable.Of(row.Record.Code)?.Name : null),
        .. EventColumns.All,
    ];
}
