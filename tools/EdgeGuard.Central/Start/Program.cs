using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>The <c>edgeguard-central</c> command.</summary>
internal static class Program
{
    internal static Task<int> Main(string[] arguments) => CentralCommand.Create().Parse(arguments).InvokeAsync();
}
