using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>Finds out how system calls can be counted here.</summary>
/// <remarks>/proc/PID/io is no way: its counts know read and write alone, and neither recv, send, nor any wait.</remarks>
internal static class SystemCallCounters
{
    /// <summary>The first that succeeds, beginning with what disturbs least; null, and the reasons in the log, where none does.</summary>
    /// <param name="processId">A process to try it on.</param>
    /// <param name="log">Where the reasons go.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static ISystemCallCounter? Choose(int processId, TextWriter log, CancellationToken stop) =>
        Choose([new TracepointCounter(), new StraceCounter(stop)], processId, log);

    internal static ISystemCallCounter? Choose(ISystemCallCounter[] counters, int processId, TextWriter log)
    {
        var reasons = new List<string>();
        foreach (ISystemCallCounter counter in counters)
        {
            try
            {
                counter.Count(processId, () => { });
                return counter;
            }
            catch (BenchException e)
            {
                reasons.Add($"\n  {counter.Name}: {e.Message}");
            }
        }
        log.WriteLine("system calls are not counted:" + string.Concat(reasons));
        return null;
    }
}
