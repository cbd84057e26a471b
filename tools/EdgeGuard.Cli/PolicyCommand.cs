using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy</c>: the same reader and judge as in the module, for a policy on one's desk.</summary>
internal static class PolicyCommand
{
    internal static Command Create()
    {
        return new Command("policy", "Checks, explains and shows a policy, with the module's own code.")
        {
            PolicyCheckCommand.Create(),
            PolicyExplainCommand.Create(),
            PolicyShowCommand.Create(),
        };
    }

    /// <summary>The policy file, the same for all three.</summary>
    internal static Argument<string> FileArgument()
    {
        return new Argument<string>("FILE") { Description = "The policy, a text file." };
    }

    internal static Option<bool> JsonOption()
    {
        return new Option<bool>("--json") { Description = "Print JSON, for a machine." };
    }
}
