using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Net;

namespace EdgeGuard.Cli;

/// <summary>Which roles a command line gives to clients without one.</summary>
internal sealed class RoleArguments
{
    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "The role of the client at an address. May be repeated. In a capture a client without one gets a role named after "
            + "its address; in a module's reports those that came with a role keep it.",
        HelpName = "ADDRESS=NAME",
    };

    public void AddTo(Command command) => command.Options.Add(_roles);

    /// <summary>What is wrong of it, all at once.</summary>
    public string[] Problems(ParseResult parsed)
    {
        var problems = new List<string>();
        Read(parsed, problems);
        return [.. problems];
    }

    /// <summary>The roles by address; of what is wrong nothing.</summary>
    public IReadOnlyDictionary<IPAddress, string> Read(ParseResult parsed) => Read(parsed, []);

    private Dictionary<IPAddress, string> Read(ParseResult parsed, List<string> problems)
    {
        var roles = new Dictionary<IPAddress, string>();
        foreach (string text in parsed.GetValue(_roles) ?? [])
        {
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            bool isRole = IPAddress.TryParse(text[..Math.Max(sign, 0)], out IPAddress? address) && sign < text.Length - 1;
            if (!isRole) problems.Add($"--role '{text}' is not ADDRESS=NAME, such as 10.0.0.5=Operator");
            else if (!roles.TryAdd(address!, text[(sign + 1)..])) problems.Add($"--role '{text}': the address has a role");
        }
        return roles;
    }
}
