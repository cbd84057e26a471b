using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy show</c>: the policy as the module understands it.</summary>
internal static class PolicyShowCommand
{
    private const string Description =
        "Prints a policy in canonical form, with its hash: what it means, without comments, groups written out. The output is "
        + "a policy again; what is not part of it stands in comments.\n\n"
        + "Example: edgeguard policy show pump.policy\n\n"
        + "Exit codes: 0 done, 1 the policy has errors or its file cannot be read, 2 wrong arguments.";

    internal static Command Create()
    {
        Argument<string> file = PolicyCommand.FileArgument();
        Option<bool> json = PolicyCommand.JsonOption();
        var command = new Command("show", Description) { file, json };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parsed, string path, bool asJson)
    {
        PolicyFile? file = PolicyFile.OpenUsable(path, parsed);
        if (file == null) return PolicyExit.Errors;
        CompiledPolicy policy = file.Reading.Policy!;
        if (asJson) WriteJson(parsed, file, policy);
        else WriteText(parsed.InvocationConfiguration.Output, file, policy);
        return PolicyExit.Success;
    }

    private static void WriteText(TextWriter output, PolicyFile file, CompiledPolicy policy)
    {
        output.Write(PolicyWriter.Write(file.Reading.Document));
        output.WriteLine();
        output.WriteLine($"# sha256 {policy.HashText()}");
        foreach (PolicyRole role in file.Reading.Document.Roles) output.WriteLine($"# {RoleSummary(file.Reading.Document, role)}");
        for (int i = 0; i < file.Reading.Problems.Count; i++) output.WriteLine($"# {file.Path}:{file.Reading.Problems[i]}");
    }

    private static string RoleSummary(PolicyDocument document, PolicyRole role)
    {
        string summary = $"role {role.Name}: {Lines(role.Lines.Length)}";
        int all = EffectiveLines(document, role);
        return all == role.Lines.Length ? summary : $"{summary}, {Lines(all)} with those of the roles that it includes and of `role *`";
    }

    private static int EffectiveLines(PolicyDocument document, PolicyRole role)
    {
        bool[] counted = document.EffectiveRoles(System.Array.IndexOf(document.Roles, role));
        return document.Roles.Where((_, i) => counted[i]).Sum(each => each.Lines.Length);
    }

    private static string Lines(int count)
    {
        return count == 1 ? "1 line" : $"{count} lines";
    }

    private static void WriteJson(ParseResult parsed, PolicyFile file, CompiledPolicy policy)
    {
        PolicyJson.Write(parsed.InvocationConfiguration.Output, json =>
        {
            json.WriteString("file", file.Path);
            json.WriteString("name", policy.Name);
            json.WriteNumber("version", policy.Version);
            json.WriteString("sha256", policy.HashText());
            json.WriteStartArray("roles");
            foreach (PolicyRole role in file.Reading.Document.Roles)
            {
                json.WriteStartObject();
                json.WriteString("name", role.Name);
                json.WriteNumber("lines", role.Lines.Length);
                json.WriteNumber("effectiveLines", EffectiveLines(file.Reading.Document, role));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("canonical", PolicyWriter.Write(file.Reading.Document));
            PolicyJson.WriteProblems(json, file.Reading.Problems);
        });
    }
}
