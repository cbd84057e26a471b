using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonWatchOutput(TextWriter output) : IWatchOutput
{
    public void Show(FollowedEvent followed)
    {
        output.WriteLine(Line(followed));
        output.Flush();
    }

    /// <summary>An object without an event: <c>seal</c> says what is wrong,
    /// <c>firstSequence</c> and <c>lastSequence</c> with which batch.</summary>
    public void ShowSeal(string site, string module, EventBatch batch, SealState state)
    {
        output.WriteLine(new JsonWriter().OpenObject()
            .Text("site", site)
            .Text("module", module)
            .Text("stream", EventText.Hex(batch.Stream))
            .Number("boot", batch.Boot)
            .Text("seal", SealText.Of(state))
            .Number("firstSequence", batch.Records[0].Sequence)
            .Number("lastSequence", batch.Records[^1].Sequence)
            .Text("text", SealText.Line(site, module, batch, state))
            .CloseObject().ToString());
        output.Flush();
    }

    internal static string Line(FollowedEvent followed)
    {
        EventRecord record = followed.Record;
        JsonWriter json = new JsonWriter().OpenObject()
            .Text("site", followed.Site)
            .Text("module", followed.Module)
            .Text("stream", EventText.Hex(followed.Batch.Stream))
            .Number("boot", followed.Batch.Boot)
            .Number("sequence", record.Sequence)
            .Number("missingBefore", followed.Missing)
            .Number("utcMs", record.Utc)
            .Number("clockTrust", (int)record.Trust)
            .Number("uptimeMs", record.Uptime)
            .Text("event", EventTable.Name(record.Code))
            .Number("code", (int)record.Code)
            .Number("repeats", record.Repeats)
            .Number("generation", record.Generation)
            .Number("a", record.A)
            .Number("b", record.B);
        if (followed.Seal is { } seal) json.Text("seal", SealText.Of(seal));
        if (EventTable.NamesRequest(record)) Request(json, record);
        if (record.Reason != Refusal.None) json.Text("reason", RefusalText.Of(record.Reason)).Number("reasonCode", (int)record.Reason);
        if (record.Rule > 0) json.Number("line", record.Rule);
        if (followed.Peer is { } peer) Peer(json, peer);
        return json.Text("text", EventText.Text(record, followed.Peer)).CloseObject().ToString();
    }

    private static void Request(JsonWriter json, EventRecord record)
    {
        json.Number("unit", record.Unit).Number("function", record.Function);
        if (record.SubFunction >= 0) json.Number("subFunction", record.SubFunction);
        json.Number("address", record.Address).Number("quantity", record.Quantity);
        if (record.OffendingAddress >= 0)
        {
            json.Number("offendingAddress", record.OffendingAddress).Number("offendingValue", record.OffendingValue);
        }
    }

    private static void Peer(JsonWriter json, Peer peer) => json.OpenObject("client")
        .Text("transport", PeerTransportText.Of(peer.Transport))
        .Text("role", peer.Role)
        .Text("subject", peer.Subject)
        .Text("address", peer.Address)
        .Text("fingerprint", peer.Fingerprint)
        .CloseObject();
}
