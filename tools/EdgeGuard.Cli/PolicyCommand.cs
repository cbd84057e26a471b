using System.CommandLine;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard policy</c>: the same reader and judge as in the module, for a policy on one's desk.</summary>
internal static class PolicyCommand
{
    internal static Command Create()
    {
        return new Command("policy", "Checks, explains, shows and drafts policies, with the module's own code.")
        {
            PolicyCheckCommand.Create(),
            PolicyExplainCommand.Create(),
            PolicyShowCommand.Create(),
            PolicyDiffCommand.Create(),
            PolicyProposeCommand.Create(),
            PolicyReplayCommand.Create(),
        };
    }

    /// <summary>The policy file, the same for all that take one.</summary>
    internal static Argument<string> FileArgument()
    {
        return new Argument<string>("FILE") { Description = "The policy, a text file." };
    }

    internal static Option<bool> JsonOption()
    {
        return new Option<bool>("--json") { Description = "Print JSON, for a machine." };
    }
}
