using System.CommandLine;
using EdgeGuard.Cli;

var root = new RootCommand("EdgeGuard: an inline guard for legacy PLCs.")
{
    CaCommand.Create(),
    ConnectCommand.Create(),
    ReadCommand.Create(),
    RequestCommand.Create(),
    WriteCommand.Create(),
};

return root.Parse(args).Invoke();
