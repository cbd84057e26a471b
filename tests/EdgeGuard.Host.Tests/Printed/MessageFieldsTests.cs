using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>The pages about messages name every field that the code writes, and no other.</summary>
[TestClass]
public sealed partial class MessageFieldsTests
{
    private const string Reports = "firmware/EdgeGuard.Core/Reports/README.md";
    private const string Scada = "tools/SCADA.md";

    [TestMethod]
    public void Every_field_of_the_state_is_described()
    {
        Same([.. Fields(Report.Online(Status(), 1)), .. Fields(Report.Offline(Status(), 1, true))], Described(Reports, "`state`"));
    }

    [TestMethod]
    public void Every_field_of_the_inventory_is_described()
    {
        Same(Fields(Report.Inventory(Status().Inventory, [Unit()])), Described(Reports, "`inventory`:"));
    }

    [TestMethod]
    public void Every_field_of_the_metrics_and_every_counter_is_described()
    {
        string[] written = Fields(Report.Metrics(Status(), new Counters(), 1, 2));
        string[] counters = [
            .. written.Where(name => name.StartsWith("counters.", StringComparison.Ordinal)).Select(name => name["counters.".Length..])];
        Assert.HasCount((int)Counter.Count, counters);
        Same(
            [.. written.Where(name => !name.StartsWith("counters.", StringComparison.Ordinal)), "counters.NAME"],
            Described(Reports, "`metrics`:"));
        Same(counters, Described(Reports, "| counter |"));
    }

    [TestMethod]
    public void Every_field_of_an_event_as_json_is_described()
    {
        Same(EventFields(), Described(Scada, "### Events for everybody else"));
    }

    [TestMethod]
    public void What_the_recipes_take_out_of_messages_is_in_them()
    {
        string page = File.ReadAllText(Path.Combine(PrintedCommands.Root(), Scada));
        string[] state = [.. Fields(Report.Online(Status(), 1)), .. Fields(Report.Offline(Status(), 1, true))];
        string[] written = [.. state, .. Fields(Report.Metrics(Status(), new Counters(), 1, 2)), .. EventFields()];
        string[] taken = [.. Taken().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.IsGreaterThan(7, taken.Length);
        foreach (string field in taken) Assert.Contains(field, written);
        foreach (Match counter in Flat().Matches(page)) Assert.Contains("counters." + counter.Groups[1].Value, written);
        foreach (Match topic in Topics().Matches(page)) Assert.Contains(topic.Groups[1].Value, (string[])["state", "inventory", "metrics"]);
    }

    private static UnitStatus Unit() => new(1, UnitStatus.Answers, [.. Enumerable.Repeat("x", DeviceObject.Count)])
    {
        FirstSeen = 1,
        LastSeen = 2,
        ToldAt = 2,
        ServerId = "00",
    };

    private static void Same(string[] written, string[] described)
    {
        string[] missing = [.. written.Except(described)];
        string[] invented = [.. described.Except(written)];
        Assert.IsEmpty(missing, "not described: " + string.Join(", ", missing));
        Assert.IsEmpty(invented, "described, and not there: " + string.Join(", ", invented));
        Assert.HasCount(described.Distinct().Count(), described, "described twice");
    }

    // The first column of the first table behind a line that begins so.
    private static string[] Described(string page, string heading)
    {
        string[] lines = File.ReadAllLines(Path.Combine(PrintedCommands.Root(), page));
        int at = Array.FindIndex(lines, line => line.StartsWith(heading, StringComparison.Ordinal));
        Assert.IsGreaterThanOrEqualTo(0, at, $"{page} has no '{heading}'");
        return
        [
            .. lines.Skip(at).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
                .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(name => name.Groups[1].Value)),
        ];
    }

    private static string[] EventFields()
    {
        EventBatch refused = EventBatch.Decode(Batches.Of(1, 1), 0, Batches.Of(1, 1).Length, out _)!;
        EventRecord full = refused.Records[0];
        full.SubFunction = 1;
        var followed = new FollowedEvent("site", "m", refused, full, 0) { Seal = SealState.Verified };
        using var seals = new StringWriter();
        new JsonWatchOutput(seals).ShowSeal("site", "m", refused, SealState.Broken);
        return [.. Fields(Encoding.UTF8.GetBytes(JsonWatchOutput.Line(followed))).Union(Fields(Encoding.UTF8.GetBytes(seals.ToString())))];
    }

    private static ModuleStatus Status()
    {
        ListenerStatus[] listeners = [new ListenerStatus(PeerTransport.Tls, "0.0.0.0:802")];
        return new ModuleStatus(new byte[16], 1, new Inventory("0", "test", "127.0.0.1:502", listeners, "a power cut"))
        {
            Plcs = new SilentPlc(),
        };
    }

    private sealed class SilentPlc : IPlcStates
    {
        public int PlcChanges => 0;

        public PlcStatus[] Plcs() => [new PlcStatus("PLC", PlcState.Answers, 0, 0, [3])];
    }

    private static string[] Fields(byte[] json) => [.. Names(JsonDocument.Parse(json).RootElement, "").Distinct()];

    private static IEnumerable<string> Names(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object =>
            element.EnumerateObject().SelectMany(member => Names(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Names(item, name + "[]")),
        _ => [name],
    };

    [GeneratedRegex("`([A-Za-z.\\[\\]-]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:value_json|msg\.payload|\be)\.([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*)\b")]
    private static partial Regex Taken();

    [GeneratedRegex("`counters_([a-z-]+)`")]
    private static partial Regex Flat();

    [GeneratedRegex("edgeguard/v1/(?:\\+|[a-z0-9]+)/(?:\\+|[a-z0-9]+)/([a-z]+)")]
    private static partial Regex Topics();
}
