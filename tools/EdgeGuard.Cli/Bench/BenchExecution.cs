using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>Runs a measurement as a command: mistyped values, failures and Ctrl-C in words, and the exit code.</summary>
internal static class BenchExecution
{
    private const int Ended = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    // As a shell tells of a command that was interrupted.
    private const int Stopped = 130;

    /// <param name="measure">The measurement; not begun where there are problems.</param>
    /// <param name="problems">What was mistyped.</param>
    /// <param name="io">Where the words go.</param>
    /// <param name="stop">Set by Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Action measure, List<string> problems, InvocationConfiguration io, CancellationToken stop)
    {
        foreach (string problem in problems) io.Error.WriteLine("edgeguard: error: " + problem);
        if (problems.Count > 0) return Misused;
        try
        {
            measure();
            return Ended;
        }
        // Ctrl-C ends the proxies too, and then a request fails, or there is nothing left to ask the system about.
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or BenchException or IOException)
        {
            io.Error.WriteLine("edgeguard: stopped before the end");
            return Stopped;
        }
        catch (BenchException e)
        {
            io.Error.WriteLine("edgeguard: error: " + e.Message);
            return Failed;
        }
    }
}
