using System.CommandLine;
using System.IO;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>Runs a command in this process and keeps what it writes.</summary>
internal static class CliRun
{
    internal static (int ExitCode, string Output, string Error) Run(Command command, params string[] arguments)
    {
        var io = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        int exitCode = new RootCommand { command }.Parse([command.Name, .. arguments]).Invoke(io);
        return (exitCode, io.Output.ToString()!, io.Error.ToString()!);
    }
}
