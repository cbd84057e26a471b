using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy diff</c>: what a new policy changes, in words.</summary>
internal static class PolicyDiffCommand
{
    private const string Description =
        "Says what becomes allowed and what no more when a policy takes the place of another: by role, function, unit and address,\n"
        + "whatever lines say it. Values, times and other conditions are compared as they are written; 'never' lines are told apart.\n\n"
        + "Example: edgeguard policy diff running.policy candidate.policy\n\n"
        + "Exit codes: 0 done, alike or not, 1 a policy has errors or its file cannot be read, 2 wrong arguments.";

    internal static Command Create()
    {
        var before = new Argument<string>("OLD") { Description = "The policy that is in force." };
        var now = new Argument<string>("NEW") { Description = "The policy that is to take its place." };
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("diff", Description) { before, now, json };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(before)!, parsed.GetValue(now)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parsed, string pathBefore, string pathNow, bool isJson)
    {
        PolicyFile? before = PolicyFile.OpenUsable(pathBefore, parsed);
        PolicyFile? now = PolicyFile.OpenUsable(pathNow, parsed);
        if (before == null || now == null) return PolicyExit.Errors;
        PolicyDifference[] all = PolicyDiff.Between(before.Reading.Document, now.Reading.Document);
        if (isJson) WriteJson(parsed.InvocationConfiguration.Output, all);
        else WriteText(parsed.InvocationConfiguration.Output, all);
        return PolicyExit.Success;
    }

    private static void WriteText(TextWriter output, PolicyDifference[] all)
    {
        if (all.Length == 0) output.WriteLine("nothing becomes allowed, and nothing is refused that was not");
        foreach (IGrouping<DifferenceKind, PolicyDifference> kind in all.GroupBy(each => each.Kind).OrderBy(each => each.Key))
        {
            output.WriteLine(DifferenceKindText.Head(kind.Key));
            foreach (PolicyDifference each in kind)
            {
                string role = each.Role.Length == 0 ? "" : $"role {each.Role}: ";
                output.WriteLine($"  {Sign(each.Kind)} {role}{each.Text}");
            }
        }
    }

    private static string Word(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Allowed => "allowed",
        DifferenceKind.Refused => "refused",
        _ => "bound",
    };

    private static char Sign(DifferenceKind kind) => kind switch { DifferenceKind.Allowed => '+', DifferenceKind.Refused => '-', _ => '~' };

    private static void WriteJson(TextWriter output, PolicyDifference[] all)
    {
        PolicyJson.Write(output, json =>
        {
            json.WriteStartArray("differences");
            foreach (PolicyDifference each in all)
            {
                json.WriteStartObject();
                json.WriteString("kind", Word(each.Kind));
                json.WriteString("role", each.Role);
                json.WriteString("what", each.What);
                json.WriteString("before", each.Before);
                json.WriteString("now", each.Now);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
