using System.CommandLine;
using EdgeGuard.Host.Arguments;
using EdgeGuard.Host.Module;

return CommandLine.Run(ModuleCommand.Create(), "edgeguard-module", args, new InvocationConfiguration());
