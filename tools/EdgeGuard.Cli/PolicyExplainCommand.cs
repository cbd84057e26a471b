using System.CommandLine;
using System.IO;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy explain</c>: which line allows a request, or why none does.</summary>
internal static class PolicyExplainCommand
{
    private const string Description =
        "Says which line of a policy allows a request, or of each line that could, why it does not.\n\n"
        + "A request is written as its function code and its fields:\n"
        + "  \"03 unit 1 address 0-9\"              \"06 unit 1 address 4x00041 value 2000\"\n"
        + "  \"16 unit 1 address 60 value 21.5 as f32 high-first\"    \"5 unit 1 address 7 value on\"\n"
        + "  \"23 unit 1 read 0-9 write 40 value 1,2\"     \"22 unit 1 address 4 and 0xFF00 or 0x0001\"\n"
        + "  \"20 unit 1 file 4 record 0-9\"        \"8/1\"    \"43/14\"    \"90\"    or as bytes: \"unit 1 pdu 06 00 28 07 D0\"\n\n"
        + "Example: edgeguard policy explain pump.policy --role Operator --request \"06 unit 1 address 40 value 2000\"\n\n"
        + "Exit codes: 0 allowed, 1 the policy has errors or its file cannot be read, 2 wrong arguments, 3 refused, "
        + "4 depends on a value that the module would read from the PLC (see --known).";

    internal static Command Create()
    {
        Argument<string> file = PolicyCommand.FileArgument();
        var role = new Option<string?>("--role") { Description = "The client's role. Without: the NULL role.", HelpName = "ROLE" };
        var request = new Option<string>("--request") { Description = "The request.", HelpName = "REQUEST", Required = true };
        var at = new Option<string?>("--at")
        {
            Description = "The site's local time, such as \"mon 07:00\". Without: not known.",
            HelpName = "TIME",
        };
        var known = new Option<string[]>("--known")
        {
            Description = "A value that the PLC has, such as 3:12=0, or 3:12@2=0 for another unit than the request's. May be repeated.",
            HelpName = "VALUE",
        };
        var serial = new Option<bool>("--serial") { Description = "Behind the module is a serial bus: unit 0 is a broadcast." };
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("explain", Description) { file, role, request, at, known, serial, json };
        command.SetAction(parsed =>
        {
            var question = new PolicyQuestion { IsSerialBus = parsed.GetValue(serial) };
            string? fault = question.SetRequest(parsed.GetValue(request)!) ?? question.SetTime(parsed.GetValue(at));
            foreach (string value in parsed.GetValue(known) ?? []) fault ??= question.AddKnown(value);
            if (fault == null) return Run(parsed, parsed.GetValue(file)!, parsed.GetValue(role), question, parsed.GetValue(json));
            parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: {fault}");
            parsed.InvocationConfiguration.Error.WriteLine("edgeguard: hint: 'edgeguard policy explain --help' shows how to write it");
            return PolicyExit.Misused;
        });
        return command;
    }

    private static int Run(ParseResult parsed, string path, string? role, PolicyQuestion question, bool asJson)
    {
        PolicyFile? file = PolicyFile.OpenUsable(path, parsed);
        if (file == null) return PolicyExit.Errors;
        Explanation answer = question.Ask(file.Reading, role);
        if (asJson) WriteJson(parsed.InvocationConfiguration.Output, role, answer);
        else WriteText(parsed.InvocationConfiguration.Output, role, answer);
        return answer.Verdict switch
        {
            Verdict.Allow => PolicyExit.Success,
            Verdict.NeedValue => PolicyExit.Depends,
            _ => PolicyExit.Refused,
        };
    }

    private static void WriteText(TextWriter output, string? role, Explanation answer)
    {
        output.WriteLine($"{answer.Request}, {(role == null ? "without a role" : "role " + role)}");
        output.WriteLine(answer.Headline);
        foreach (ExplainedLine line in answer.Lines)
        {
            string from = line.Role == role ? "" : $"   (role {line.Role})";
            output.WriteLine();
            output.WriteLine($"{line.Line,6} {(line.Allows ? '+' : '-')} {line.Text}{from}");
            output.WriteLine($"         {line.Why}");
        }
    }

    private static void WriteJson(TextWriter output, string? role, Explanation answer)
    {
        PolicyJson.Write(output, json =>
        {
            json.WriteString("verdict", answer.Verdict switch { Verdict.Allow => "allow", Verdict.NeedValue => "depends", _ => "refuse" });
            json.WriteString("reason", answer.Verdict == Verdict.Refuse ? RefusalText.Of(answer.Reason) : "");
            json.WriteNumber("line", answer.Rule);
            json.WriteString("role", role);
            json.WriteString("request", answer.Request);
            json.WriteString("headline", answer.Headline);
            json.WriteStartArray("lines");
            foreach (ExplainedLine line in answer.Lines)
            {
                json.WriteStartObject();
                json.WriteNumber("line", line.Line);
                json.WriteString("role", line.Role);
                json.WriteString("text", line.Text);
                json.WriteBoolean("allows", line.Allows);
                json.WriteString("why", line.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
