using System.Linq;
using System.Reflection;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Fuzz;

/// <summary>The product as it was built for this program.</summary>
internal static class Product
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(MbapFramer).Assembly, typeof(PolicyReader).Assembly, typeof(EventBatch).Assembly, typeof(SettingsReader).Assembly,
        typeof(RevocationListReader).Assembly, typeof(CapturedTraffic).Assembly,
    ];

    /// <summary>Whether a number that overflows is a find. Without, it would
    /// pass as silently as on the device (Directory.Build.props).</summary>
    public static bool HasOverflowChecks =>
        Assemblies.All(a => a.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is "Debug" or "Fuzz");
}
