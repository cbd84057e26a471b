using System.ComponentModel;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>An event, or what is missing, as programs are told of it: what an export has, under the same names.</summary>
internal record ApiEvent
{
    [Description("By the module's clock.")]
    public string? Time { get; init; }

    [Description("How far the module trusted its clock: 0 not at all.")]
    public long? ClockTrust { get; init; }

    public required string Site { get; init; }

    public required string Module { get; init; }

    public required string Stream { get; init; }

    public required long Boot { get; init; }

    public required long Sequence { get; init; }

    [Description("The same as sequence, but where events are missing: the last of them.")]
    public required long LastSequence { get; init; }

    [Description("The event's name; 'missing' where the module numbered events that never arrived.")]
    public required string Event { get; init; }

    public required string Text { get; init; }

    public string? Reason { get; init; }

    public long? Line { get; init; }

    public string? Client { get; init; }

    public string? Role { get; init; }

    public string? ClientAddress { get; init; }

    public string? Fingerprint { get; init; }

    public long? Unit { get; init; }

    public long? Function { get; init; }

    public long? Address { get; init; }

    public long? Quantity { get; init; }

    public long? OffendingAddress { get; init; }

    public long? OffendingValue { get; init; }

    public long? Count { get; init; }

    [Description("What its seal proved: verified, unverified or unsealed.")]
    public string? Seal { get; init; }

    [Description("By this console's clock.")]
    public string? ReceivedAt { get; init; }

    internal static ApiEvent Of(EventItem item) => item.Event is { } row ? Of(row) : Missing(item.Gap!);

    private static ApiEvent Of(EventRow row)
    {
        EventRecord record = row.Record;
        bool isRequest = EventTable.NamesRequest(record);
        bool isOffence = isRequest && record.OffendingAddress >= 0;
        return new ApiEvent
        {
            Time = Moment.Of(record.Utc),
            ClockTrust = (long)record.Trust,
            Site = row.Site,
            Module = row.Module,
            Stream = row.Stream,
            Boot = row.Boot,
            Sequence = record.Sequence,
            LastSequence = record.Sequence,
            Event = EventTable.Name(record.Code),
            Text = EventText.Text(record, row.Peer),
            Reason = record.Reason == Refusal.None ? null : RefusalText.Of(record.Reason),
            Line = record.Rule > 0 ? record.Rule : null,
            Client = row.Peer?.Subject,
            Role = row.Peer?.Role,
            ClientAddress = row.Peer?.Address,
            Fingerprint = row.Peer?.Fingerprint,
            Unit = isRequest ? record.Unit : null,
            Function = isRequest ? record.Function : null,
            Address = isRequest ? record.Address : null,
            Quantity = isRequest ? record.Quantity : null,
            OffendingAddress = isOffence ? record.OffendingAddress : null,
            OffendingValue = isOffence ? record.OffendingValue : null,
            Count = record.Repeats,
            Seal = SealWords.Of(row.Seal),
            ReceivedAt = Moment.Of(row.ReceivedAt),
        };
    }

    private static ApiEvent Missing(Gap gap) => new()
    {
        Site = gap.Site,
        Module = gap.Module,
        Stream = gap.Stream,
        Boot = gap.Boot,
        Sequence = gap.First,
        LastSequence = gap.Last,
        Event = EventColumns.Missing,
        Text = $"{gap.Count} events never arrived",
        ReceivedAt = Moment.Of(gap.At),
    };
}
