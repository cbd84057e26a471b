using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Equal refusals, as programs are told of them: what an export has, under the same names.</summary>
internal sealed record ApiRefusal
{
    public required string Site { get; init; }

    public required string Module { get; init; }

    public required string Event { get; init; }

    public required string Text { get; init; }

    public required string Reason { get; init; }

    public long? Line { get; init; }

    public string? Client { get; init; }

    public string? Role { get; init; }

    public string? ClientAddress { get; init; }

    public string? Fingerprint { get; init; }

    public long? Unit { get; init; }

    public long? Function { get; init; }

    public long? Address { get; init; }

    public long? Quantity { get; init; }

    public required long Count { get; init; }

    public string? FirstAt { get; init; }

    public string? LastAt { get; init; }

    internal static ApiRefusal Of(RefusalRow row)
    {
        bool isRequest = EventTable.NamesRequest(row.Record);
        return new ApiRefusal
        {
            Site = row.Site,
            Module = row.Module,
            Event = EventTable.Name(row.Record.Code),
            Text = EventText.Text(row.Record, row.Peer),
            Reason = RefusalText.Of(row.Record.Reason),
            Line = row.Record.Rule > 0 ? row.Record.Rule : null,
            Client = row.Peer?.Subject,
            Role = row.Peer?.Role,
            ClientAddress = row.Peer?.Address,
            Fingerprint = row.Peer?.Fingerprint,
            Unit = isRequest ? row.Record.Unit : null,
            Function = isRequest ? row.Record.Function : null,
            Address = isRequest ? row.Record.Address : null,
            Quantity = isRequest ? row.Record.Quantity : null,
            Count = row.Count,
            FirstAt = Moment.Of(row.FirstAt),
            LastAt = Moment.Of(row.LastAt),
        };
    }
}
