using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Central;

/// <summary>What an export says of a poll.</summary>
internal static class PollColumns
{
    internal static readonly IReadOnlyList<ExportColumn<PollRow>> All =
    [
        new("site", poll => poll.Site),
        new("module", poll => poll.Module),
        new("client", poll => Told(poll)?.Subject),
        new("role", poll => Told(poll)?.Role),
        new("clientAddress", poll => Told(poll)?.Address),
        new("fingerprint", poll => Told(poll)?.Fingerprint),
        new("transport", poll => Told(poll) is { } peer ? PeerTransportText.Of(peer.Transport) : null),
        new("unit", poll => (long)poll.Row.Unit),
        new("function", poll => (long)poll.Row.Function),
        new("subFunction", poll => poll.Row.SubFunction >= 0 ? (long)poll.Row.SubFunction : null),
        new("text", poll => FunctionText.Text((byte)poll.Row.Function, poll.Row.SubFunction)),
        new("malformed", poll => poll.Row.IsMalformed),
        new("address", poll => poll.Row.Quantity > 0 ? (long)poll.Row.Address : null),
        new("quantity", poll => poll.Row.Quantity > 0 ? (long)poll.Row.Quantity : null),
        new("otherAddress", poll => poll.Row.OtherQuantity > 0 ? (long)poll.Row.OtherAddress : null),
        new("otherQuantity", poll => poll.Row.OtherQuantity > 0 ? (long)poll.Row.OtherQuantity : null),
        new("polls", poll => poll.Row.MergedRows),
        new("requests", poll => poll.Row.Requests),
        new("refused", poll => poll.Row.Refused),
        new("observed", poll => poll.Row.Observed),
        new("limited", poll => poll.Row.Limited),
        new("answered", poll => poll.Row.Answered),
        new("broadcast", poll => poll.Row.Broadcasts),
        new("unanswered", poll => poll.Row.Unanswered),
        new("exceptions", poll => string.Join(' ', PollRow.CodesOf(poll.Row).Select(each => $"{each.Code}:{each.Count}"))),
        new("everyMs", poll => poll.Every >= 0 ? poll.Every : null),
        new("shortestGapMs", poll => poll.Every >= 0 ? poll.Row.ShortestGap : null),
        new("longestGapMs", poll => poll.Every >= 0 ? poll.Row.LongestGap : null),
        new("takesMs", poll => poll.Takes >= 0 ? poll.Takes : null),
        new("longestAnswerMs", poll => poll.Takes >= 0 ? poll.Row.LongestResponse : null),
        new("smallestValue", poll => poll.Row.Values > 0 ? (long)poll.Row.SmallestValue : null),
        new("largestValue", poll => poll.Row.Values > 0 ? (long)poll.Row.LargestValue : null),
        new("lastValue", poll => poll.Row.Values > 0 ? (long)poll.Row.LastValue : null),
        new("firstAt", poll => Moment.Of(poll.FirstAt)),
        new("lastAt", poll => Moment.Of(poll.LastAt)),
        new("seal", poll => SealWords.Of(poll.Seal)),
    ];

    private static Peer? Told(PollRow poll) => poll.Client == ClientId.Several ? null : poll.Row.Client;
}
