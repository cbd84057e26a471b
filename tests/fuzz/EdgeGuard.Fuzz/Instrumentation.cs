using System;
using System.IO;
using System.Linq;
using SharpFuzz;

namespace EdgeGuard.Fuzz;

/// <summary>Puts SharpFuzz's edge counters into the product's assemblies beside this program. The build does it once.</summary>
internal static class Instrumentation
{
    private static readonly string[] Assemblies =
    [
        "EdgeGuard.Modbus.dll", "EdgeGuard.Policy.dll", "EdgeGuard.Core.dll", "EdgeGuard.Traffic.dll", "EdgeGuard.Guard.dll",
        "EdgeGuard.Settings.dll", "EdgeGuard.Store.dll", "EdgeGuard.Checks.dll", "EdgeGuard.Terminal.dll", "EdgeGuard.Shell.dll",
        "EdgeGuard.Module.dll", "EdgeGuard.Telemetry.dll", "edgeguard-module.dll", "edgeguard.dll",
    ];

    public static void Run()
    {
        foreach (string file in Assemblies) Instrument(Path.Combine(AppContext.BaseDirectory, file));
    }

    private static void Instrument(string path)
    {
        try
        {
            int types = Fuzzer.Instrument(path, type => type.StartsWith("EdgeGuard.", StringComparison.Ordinal), Options.Value).Count();
            Console.WriteLine($"{Path.GetFileName(path)}: {types} types");
        }
        catch (InstrumentationException)
        {
            // The file is the one of the last build, instrumented then: SharpFuzz says so by this exception alone.
            Console.WriteLine($"{Path.GetFileName(path)}: already");
        }
    }
}
