using System;

namespace EdgeGuard.Cli;

/// <summary>Counts the system calls of another process.</summary>
internal interface ISystemCallCounter
{
    /// <summary>As in the JSON.</summary>
    string Name { get; }

    /// <summary>Whence the counts are, for people.</summary>
    string Source { get; }

    /// <summary>Counts what the process does while something else happens.</summary>
    /// <param name="processId">All its threads, also those that begin meanwhile.</param>
    /// <param name="meanwhile">What it is to be counted during.</param>
    /// <exception cref="BenchException">It cannot count here; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    long Count(int processId, Action meanwhile);
}
