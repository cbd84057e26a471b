using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy replay</c>: what a policy would have refused of what was seen on the wire.</summary>
internal static class PolicyReplayCommand
{
    private const string Description =
        "Says what a policy would have refused of the requests in captures, or that a module has recorded, poll by poll, with the line\n"
        + "that comes nearest.\n\n"
        + "Each poll is put to the judge with every value that was seen. What depends on the time of the day or on a value of the PLC is\n"
        + "told apart: neither is recorded.\n\n"
        + "Examples:\n"
        + "  edgeguard policy replay pump.policy --pcap plant.pcapng --role 10.0.0.5=Operator\n"
        + "  edgeguard policy replay pump.policy --traffic week.traffic --site plant-7 --module press-3\n\n"
        + "Exit codes: 0 all allowed, 1 the policy has errors or a file cannot be read, 2 wrong arguments, 3 some refused, 4 none refused, "
        + "and some depend on the time or on a value of the PLC.";

    internal static Command Create()
    {
        Argument<string> file = PolicyCommand.FileArgument();
        var recordings = new RecordingArguments();
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("replay", Description) { file, json };
        recordings.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            string[] problems = recordings.Problems(parsed);
            foreach (string problem in problems) parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: {problem}");
            if (problems.Length > 0) return PolicyExit.Misused;
            PolicyFile? policy = PolicyFile.OpenUsable(parsed.GetValue(file)!, parsed);
            RecordedTraffic? traffic = policy == null ? null : await recordings.Read(parsed, stop).ConfigureAwait(false);
            return traffic == null ? PolicyExit.Errors : Run(parsed, policy!, traffic.Rows, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(ParseResult parsed, PolicyFile file, TrafficRow[] rows, bool isJson)
    {
        ReplayedRow[] stopped = [.. Replay(file.Reading, rows).OrderBy(each => each.Depends).ThenByDescending(each => each.Row.Requests)];
        if (isJson) WriteJson(parsed.InvocationConfiguration.Output, rows, stopped);
        else WriteText(parsed.InvocationConfiguration.Output, rows, stopped);
        if (stopped.Any(each => !each.Depends)) return PolicyExit.Refused;
        return stopped.Length > 0 ? PolicyExit.Depends : PolicyExit.Success;
    }

    private static IEnumerable<ReplayedRow> Replay(PolicyReading reading, TrafficRow[] rows)
    {
        var check = new ProposalCheck(reading.Policy!);
        foreach (TrafficRow row in rows)
        {
            if (check.Allows(row)) continue;
            yield return new ReplayedRow(row, row.IsMalformed ? null : Why(reading, row.Client.Role, check.Request));
        }
    }

    private static Explanation Why(PolicyReading reading, string? role, Request request) =>
        PolicyExplainer.Explain(reading.Document, reading.Policy!, role, request, new JudgeInput());

    private static void WriteText(TextWriter output, TrafficRow[] rows, ReplayedRow[] stopped)
    {
        foreach (ReplayedRow each in stopped)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{each.Row.Requests:N0}x {each.Who}: {each.What}, {each.Role}"));
            output.WriteLine($"    {each.Headline}");
            if (each.Nearest is { } line) output.WriteLine($"    {line.Line} {(line.Allows ? '+' : '-')} {line.Text}: {line.Why}");
            output.WriteLine();
        }
        long refused = stopped.Where(each => !each.Depends).Sum(each => each.Row.Requests);
        long depends = stopped.Where(each => each.Depends).Sum(each => each.Row.Requests);
        string more = depends > 0 ? $", {depends:N0} depend on the time or on a value of the PLC" : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{refused:N0} of {rows.Sum(row => row.Requests):N0} requests would have been refused{more}"));
    }

    private static void WriteJson(TextWriter output, TrafficRow[] rows, ReplayedRow[] stopped)
    {
        PolicyJson.Write(output, json =>
        {
            json.WriteNumber("requests", rows.Sum(row => row.Requests));
            json.WriteNumber("refused", stopped.Where(each => !each.Depends).Sum(each => each.Row.Requests));
            json.WriteNumber("depends", stopped.Where(each => each.Depends).Sum(each => each.Row.Requests));
            json.WriteStartArray("rows");
            foreach (ReplayedRow each in stopped) WriteRow(json, each);
            json.WriteEndArray();
        });
    }

    private static void WriteRow(Utf8JsonWriter json, ReplayedRow each)
    {
        json.WriteStartObject();
        json.WriteString("client", each.Row.Client.Address);
        json.WriteString("subject", each.Row.Client.Subject);
        json.WriteString("role", each.Row.Client.Role);
        json.WriteNumber("requests", each.Row.Requests);
        json.WriteString("request", each.What);
        json.WriteString("verdict", each.Depends ? "depends" : "refuse");
        json.WriteString("headline", each.Headline);
        json.WriteNumber("line", each.Rule);
        json.WriteString("why", each.Nearest?.Why ?? "");
        json.WriteEndObject();
    }
}
