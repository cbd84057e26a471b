using System.CommandLine;
using EdgeGuard.Host;

namespace EdgeGuard.Central;

/// <summary>The <c>edgeguard-central</c> command.</summary>
internal static class Program
{
    internal static int Main(string[] arguments) =>
        CommandLine.Run(CentralCommand.Create(), CentralCommand.Name, arguments, new InvocationConfiguration());
}
