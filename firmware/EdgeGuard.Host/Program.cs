using System.CommandLine;
using EdgeGuard.Host;

return CommandLine.Run(ModuleCommand.Create(), "edgeguard-module", args, new InvocationConfiguration());
