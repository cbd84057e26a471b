using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy check</c>: every problem of a policy at once.</summary>
internal static class PolicyCheckCommand
{
    private const string Description =
        "Checks a policy and lists every problem with its place and what to do about it.\n\n"
        + "Example: edgeguard policy check pump.policy\n\n"
        + "Exit codes: 0 no errors (there may be warnings), 1 errors or an unreadable file, 2 wrong arguments.";

    internal static Command Create()
    {
        Argument<string> file = PolicyCommand.FileArgument();
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("check", Description) { file, json };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parsed, string path, bool asJson)
    {
        PolicyFile? file = PolicyFile.Open(path, parsed);
        if (file == null) return PolicyExit.Errors;
        if (asJson) WriteJson(parsed, file);
        else WriteText(parsed, file);
        return file.Reading.Policy == null ? PolicyExit.Errors : PolicyExit.Success;
    }

    private static void WriteJson(ParseResult parsed, PolicyFile file)
    {
        PolicyJson.Write(parsed.InvocationConfiguration.Output, json =>
        {
            json.WriteString("file", file.Path);
            json.WriteBoolean("usable", file.Reading.Policy != null);
            PolicyJson.WriteProblems(json, file.Reading.Problems);
        });
    }

    private static void WriteText(ParseResult parsed, PolicyFile file)
    {
        file.WriteProblems(parsed.InvocationConfiguration.Output);
        if (file.Reading.Policy == null)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: {file.Summary()} in {file.Path}");
            return;
        }

        string found = file.Reading.Problems.Warnings == 0 ? "no problems" : file.Summary();
        parsed.InvocationConfiguration.Output.WriteLine($"{file.Path}: {found}");
    }
}
