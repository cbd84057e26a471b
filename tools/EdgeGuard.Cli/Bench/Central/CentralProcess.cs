using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A console, or a bare broker, in a process of its own.</summary>
internal sealed class CentralProcess : IDisposable
{
    private readonly ProxyProcess _process;

    private CentralProcess(ProxyProcess process) => _process = process;

    public int BrokerPort { get; private init; }

    /// <summary>Where the pages are; 0 for none.</summary>
    public int WebPort { get; private init; }

    /// <summary>Seconds of processor time that it has taken so far.</summary>
    public double CpuSeconds
    {
        get
        {
            using var process = Process.GetProcessById(_process.Id);
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Memory now, MB.</summary>
    public double Megabytes => _process.Megabytes("VmRSS");

    public double PeakMegabytes => _process.Megabytes("VmHWM");

    /// <summary>Starts the console of a folder.</summary>
    /// <exception cref="BenchException">It does not come up.</exception>
    public static CentralProcess Console(string executable, string folder, CancellationToken stop) =>
        Start(executable, ["--data", folder, "--web", "127.0.0.1:0", "--broker", "127.0.0.1:0"], hasPages: true, stop);

    /// <summary>Starts the same broker with nothing behind it.</summary>
    /// <exception cref="BenchException">It does not come up.</exception>
    public static CentralProcess BareBroker(string folder, CancellationToken stop)
    {
        string self = Environment.ProcessPath ?? throw new BenchException("this program does not know where its own executable is");
        return Start(self, ["bench", BenchBrokerCommand.Name, folder], hasPages: false, stop);
    }

    /// <summary>Ends it as a service manager does: what it wrote is in its files then.</summary>
    /// <exception cref="BenchException">It does not end.</exception>
    public void End() => _process.Terminate();

    public void Dispose() => _process.Dispose();

    private static CentralProcess Start(string program, IEnumerable<string> arguments, bool hasPages, CancellationToken stop)
    {
        var process = ProxyProcess.Start(program, arguments);
        try
        {
            int web = hasPages ? process.WaitForPort("https://", stop) : 0;
            return new CentralProcess(process) { WebPort = web, BrokerPort = process.WaitForPort("mqtts://", stop) };
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }
}
