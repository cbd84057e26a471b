using System;
using System.CommandLine;
using EdgeGuard.Cli;
using EdgeGuard.Host;

// What a signal may take until everything that a command started is ended; a moment, but for a machine that does other things.
var io = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
return CommandLine.Run(EdgeguardCommand.Create(), "edgeguard", args, io);
