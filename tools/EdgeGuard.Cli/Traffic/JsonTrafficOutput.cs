using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>One JSON object a line, one a module.</summary>
internal sealed class JsonTrafficOutput(TextWriter output) : ITrafficOutput
{
    // For a terminal or a file, not for a web page: readable quotes and umlauts.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Show(IReadOnlyList<TrafficTableView> tables)
    {
        foreach (TrafficTableView table in tables) output.WriteLine(Line(table));
        output.Flush();
    }

    private static string Line(TrafficTableView table)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, table);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, TrafficTableView table)
    {
        TrafficReport report = table.Report;
        json.WriteStartObject();
        json.WriteString("site", table.Followed.Module.Site);
        json.WriteString("module", table.Followed.Module.Module);
        json.WriteString("stream", EventText.Hex(report.Stream));
        json.WriteNumber("boot", report.Boot);
        json.WriteNumber("report", report.Number);
        json.WriteNumber("utcMs", report.Utc);
        json.WriteNumber("sinceUtcMs", report.Table.Began);
        if (table.Followed.Seal is { } seal) json.WriteString("seal", SealText.Of(seal));
        json.WriteNumber("reportsMissing", table.Followed.Module.MissingReports);
        json.WriteNumber("reportsBroken", table.Broken);
        json.WriteNumber("rowsOfTable", report.Table.Rows);
        json.WriteNumber("rowsUntold", table.Followed.Module.RowsUntold);
        json.WriteNumber("rowLimit", report.Table.RowLimit);
        json.WriteNumber("merges", report.Table.Merges);
        json.WriteNumber("requestsUnlisted", report.Table.Unlisted);
        json.WriteStartArray("rows");
        foreach (TrafficRow row in table.Rows) Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrafficRow row)
    {
        json.WriteStartObject();
        WriteClient(json, row.Client);
        json.WriteNumber("unit", row.Unit);
        json.WriteNumber("function", row.Function);
        if (row.SubFunction >= 0) json.WriteNumber("subFunction", row.SubFunction);
        json.WriteString("text", FunctionText.Text((byte)row.Function, row.SubFunction));
        if (row.IsMalformed) json.WriteBoolean("malformed", true);
        WriteAddresses(json, row);
        json.WriteNumber("polls", row.MergedRows);
        json.WriteNumber("requests", row.Requests);
        json.WriteNumber("refused", row.Refused);
        json.WriteNumber("observed", row.Observed);
        json.WriteNumber("limited", row.Limited);
        json.WriteNumber("answered", row.Answered);
        json.WriteNumber("broadcast", row.Broadcasts);
        json.WriteNumber("unanswered", row.Unanswered);
        json.WriteNumber("firstUtcMs", row.FirstSeen);
        json.WriteNumber("lastUtcMs", row.LastSeen);
        if (row.Gaps > 0) WriteTimes(json, "gaps", row.Gaps, row.ShortestGap, row.LongestGap, row.GapSum);
        if (row.Responses > 0) WriteTimes(json, "responses", row.Responses, row.ShortestResponse, row.LongestResponse, row.ResponseSum);
        WriteExceptions(json, row);
        WriteValues(json, row);
        json.WriteEndObject();
    }

    private static void WriteClient(Utf8JsonWriter json, Peer client)
    {
        if (client == TrafficRow.SeveralClients)
        {
            json.WriteNull("client");
            return;
        }
        json.WriteStartObject("client");
        json.WriteString("transport", PeerTransportText.Of(client.Transport));
        json.WriteString("role", client.Role);
        json.WriteString("subject", client.Subject);
        json.WriteString("address", client.Address);
        json.WriteString("fingerprint", client.Fingerprint);
        json.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter json, TrafficRow row)
    {
        if (row.Quantity == 0) return;
        bool hasFiles = FunctionTable.HasFiles(row.Function);
        if (!hasFiles && !FunctionTable.HasAddress(row.Function)) return;
        json.WriteNumber(hasFiles ? "record" : "address", row.Address);
        json.WriteNumber("quantity", row.Quantity);
        json.WriteNumber("largestQuantity", row.LargestQuantity);
        if (row.OtherQuantity == 0) return;
        json.WriteNumber(hasFiles ? "file" : "readAddress", row.OtherAddress);
        json.WriteNumber(hasFiles ? "files" : "readQuantity", row.OtherQuantity);
    }

    private static void WriteTimes(Utf8JsonWriter json, string name, long count, long shortest, long longest, long sum)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", count);
        json.WriteNumber("shortestMs", shortest);
        json.WriteNumber("longestMs", longest);
        json.WriteNumber("sumMs", sum);
        json.WriteEndObject();
    }

    private static void WriteExceptions(Utf8JsonWriter json, TrafficRow row)
    {
        (int Code, long Count)[] codes = [.. TrafficOutcome.Codes(row)];
        if (codes.Length == 0) return;
        json.WriteStartArray("exceptions");
        foreach ((int code, long count) in codes)
        {
            json.WriteStartObject();
            json.WriteNumber("code", code);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, TrafficRow row)
    {
        if (row.Values == 0) return;
        json.WriteStartObject("values");
        json.WriteNumber("count", row.Values);
        json.WriteNumber("smallest", row.SmallestValue);
        json.WriteNumber("largest", row.LargestValue);
        json.WriteNumber("last", row.LastValue);
        json.WriteStartArray("different");
        for (int i = 0; i < row.DistinctValues; i++) json.WriteNumberValue(row.DistinctValue(i));
        json.WriteEndArray();
        json.WriteBoolean("more", row.HasMoreValues);
        json.WriteEndObject();
    }
}
