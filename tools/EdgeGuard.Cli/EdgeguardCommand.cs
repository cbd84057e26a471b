using System.CommandLine;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard</c>: all its commands.</summary>
internal static class EdgeguardCommand
{
    /// <summary>The whole tree, ready to be run.</summary>
    internal static RootCommand Create()
    {
        var root = new RootCommand("EdgeGuard: an inline guard for legacy PLCs.")
        {
            BenchCommand.Create(),
            CaCommand.Create(),
            ConnectCommand.Create(),
            ConsoleCommand.Create(),
            DemoCommand.Create(),
            PlcCommand.Create(),
            PolicyCommand.Create(),
            ReadCommand.Create(),
            RequestCommand.Create(),
            SealKeyCommand.Create(),
            TimingCommand.Create(),
            TrafficCommand.Create(),
            VerifyCommand.Create(),
            WatchCommand.Create(),
            WriteCommand.Create(),
        };

        OverviewHelp.Install(root);
        return root;
    }
}
