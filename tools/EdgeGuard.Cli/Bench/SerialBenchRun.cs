using System;
using System.IO;
using System.Threading;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The whole measurement of serial lines.</summary>
internal static class SerialBenchRun
{
    private static readonly TimeSpan Warmth = TimeSpan.FromMilliseconds(500);

    /// <exception cref="BenchException">Something could not be started, or a request failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Execute(SerialBenchOptions options, TextWriter output, TextWriter log, CancellationToken stop)
    {
        string module = BenchProgram.Module.Find(options.ModulePath, log, stop);
        using var folder = new BenchFolder();
        if (!options.IsJson) output.WriteLine(SerialBenchResult.Head);
        foreach (SerialFormat format in options.Formats)
        {
            using var line = new SerialBenchLine(module, folder, format, options.Clients, stop);
            line.Measure(1, Warmth, stop);
            foreach (int registers in options.Registers)
            {
                SerialBenchResult result = line.Measure(registers, options.Time, stop);
                output.WriteLine(options.IsJson ? result.ToJson() : result.ToText());
            }
        }
    }
}
