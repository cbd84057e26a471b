using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What an export says of equal refusals.</summary>
internal static class RefusalColumns
{
    internal static readonly IReadOnlyList<ExportColumn<RefusalRow>> All =
    [
        new("site", row => row.Site),
        new("module", row => row.Module),
        new("event", row => EventTable.Name(row.Record.Code)),
        new("text", row => EventText.Text(row.Record, row.Peer)),
        new("reason", row => RefusalText.Of(row.Record.Reason)),
        new("line", row => row.Record.Rule > 0 ? (long)row.Record.Rule : null),
        new("client", row => row.Peer?.Subject),
        new("role", row => row.Peer?.Role),
        new("clientAddress", row => row.Peer?.Address),
        new("fingerprint", row => row.Peer?.Fingerprint),
        new("unit", row => EventTable.NamesRequest(row.Record) ? (long)row.Record.Unit : null),
        new("function", row => EventTable.NamesRequest(row.Record) ? (long)row.Record.Function : null),
        new("address", row => EventTable.NamesRequest(row.Record) ? (long)row.Record.Address : null),
        new("quantity", row => EventTable.NamesRequest(row.Record) ? (long)row.Record.Quantity : null),
        new("count", row => row.Count),
        new("firstAt", row => Moment.Of(row.FirstAt)),
        new("lastAt", row => Moment.Of(row.LastAt)),
    ];
}
