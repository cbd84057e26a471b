using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>What an export says of an event, or of what is missing.</summary>
internal static class EventColumns
{
    /// <summary>The event of a line that stands where the module numbered events that never came.</summary>
    internal const string Missing = "missing";

    internal static readonly IReadOnlyList<ExportColumn<EventItem>> All =
    [
        new("time", item => item.Event is { Record.Utc: > 0 } row ? Moment.Of(row.Record.Utc) : null),
        new("clockTrust", item => item.Event is { } row ? (long)row.Record.Trust : null),
        new("site", item => item.Event?.Site ?? item.Gap!.Site),
        new("module", item => item.Event?.Module ?? item.Gap!.Module),
        new("stream", item => item.Event?.Stream ?? item.Gap!.Stream),
        new("boot", item => (long)(item.Event?.Boot ?? item.Gap!.Boot)),
        new("sequence", item => item.Event?.Record.Sequence ?? item.Gap!.First),
        new("lastSequence", item => item.Event?.Record.Sequence ?? item.Gap!.Last),
        new("event", item => item.Event is { } row ? EventTable.Name(row.Record.Code) : Missing),
        new("text", item => item.Event is { } row ? EventText.Text(row.Record, row.Peer) : $"{item.Gap!.Count} events never arrived"),
        new("reason", item => item.Event is { Record.Reason: not Refusal.None } row ? RefusalText.Of(row.Record.Reason) : null),
        new("line", item => item.Event is { Record.Rule: > 0 } row ? row.Record.Rule : null),
        new("client", item => item.Event?.Peer?.Subject),
        new("role", item => item.Event?.Peer?.Role),
        new("clientAddress", item => item.Event?.Peer?.Address),
        new("fingerprint", item => item.Event?.Peer?.Fingerprint),
        new("unit", item => Request(item, record => record.Unit)),
        new("function", item => Request(item, record => record.Function)),
        new("address", item => Request(item, record => record.Address)),
        new("quantity", item => Request(item, record => record.Quantity)),
        new("offendingAddress", item => Offence(item, record => record.OffendingAddress)),
        new("offendingValue", item => Offence(item, record => record.OffendingValue)),
        new("count", item => item.Event is { } row ? (long)row.Record.Repeats : null),
        new("seal", item => item.Event is { } row ? SealWords.Of(row.Seal) : null),
        new("receivedAt", item => Moment.Of(item.Event?.ReceivedAt ?? item.Gap!.At)),
    ];

    private static long? Request(EventItem item, Func<EventRecord, long> number) =>
        item.Event is { } row && EventTable.NamesRequest(row.Record) ? number(row.Record) : null;

    private static long? Offence(EventItem item, Func<EventRecord, long> number) =>
        item.Event is { Record.OffendingAddress: >= 0 } row && EventTable.NamesRequest(row.Record) ? number(row.Record) : null;
}
