using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using EdgeGuard.Cli;

const int Misused = 2;

var root = new RootCommand("EdgeGuard: an inline guard for legacy PLCs.")
{
    CaCommand.Create(),
    ConnectCommand.Create(),
    PlcCommand.Create(),
    ReadCommand.Create(),
    RequestCommand.Create(),
    WatchCommand.Create(),
    WriteCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Action is not ParseErrorAction)
{
    return parsed.Invoke();
}

foreach (var error in parsed.Errors) Console.Error.WriteLine($"edgeguard: error: {error.Message}");
string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
Console.Error.WriteLine($"edgeguard: hint: 'edgeguard {command}--help' says what is possible");
return Misused;
