using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using EdgeGuard.Cli;

const int Misused = 2;

// What a signal may take until everything that a command started is ended; a moment, but for a machine that does other things.
TimeSpan patience = TimeSpan.FromSeconds(20);

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
    WatchCommand.Create(),
    WriteCommand.Create(),
};

OverviewHelp.Install(root);
ParseResult parsed = root.Parse(args);
if (parsed.Action is not ParseErrorAction)
{
    return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = patience });
}

foreach (var error in parsed.Errors) Console.Error.WriteLine($"edgeguard: error: {error.Message}");
Console.Error.WriteLine($"edgeguard: hint: '{PathOf(parsed.CommandResult)} --help' says what is possible");
return Misused;

static string PathOf(CommandResult command)
{
    return command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "edgeguard";
}
