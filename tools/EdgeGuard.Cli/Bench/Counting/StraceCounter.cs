using System;
using System.IO;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>Counts system calls with <c>strace -c</c>, which needs no root where a user may trace his own processes.</summary>
/// <remarks>Every call is counted, but the process is several times slower meanwhile: more clients wait for it at a time, and a proxy that
/// serves all of them after one wait seems to wait less often than it does.</remarks>
internal sealed class StraceCounter(CancellationToken stop) : ISystemCallCounter
{
    public string Name => "strace";

    public string Source => "strace -c, which slows the proxy while it counts";

    public long Count(int processId, Action meanwhile)
    {
        string program = BenchProxies.Find(Name) ?? throw new BenchException("not installed: apt-get install strace");
        string report = Path.GetTempFileName();
        try
        {
            using (var strace = ProxyProcess.Start(program, ["-f", "-c", "-U", "calls,name", "-o", report, "-p", $"{processId}"]))
            {
                strace.WaitFor("attached", stop);
                meanwhile();
                strace.Interrupt();
            }
            return Total(File.ReadAllText(report));
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>The count in the last line of its report, "CALLS total".</summary>
    /// <exception cref="BenchException">There is no such line.</exception>
    internal static long Total(string report)
    {
        // What is called while nothing is counted is not in it, and then it has no lines at all.
        if (report.Trim().Length == 0) return 0;
        foreach (string line in report.Split('\n'))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is [var calls, "total"] && long.TryParse(calls, out long total)) return total;
        }
        throw new BenchException("strace's report has no total:\n" + report);
    }
}
