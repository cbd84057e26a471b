using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A thread of the device whose end by an exception ends the run.
/// In the interpreter it would end alone, and nobody would know.</summary>
internal static class GuardedThread
{
    /// <summary>Starts a thread.</summary>
    internal static void Start(Worker worker, int number, Restarter restarter, ThreadStart body)
    {
        new Thread(() => Run(worker, number, restarter, body)).Start();
    }

    /// <summary>Runs a body on the caller's own thread.</summary>
    internal static void Run(Worker worker, int number, Restarter restarter, ThreadStart body)
    {
        try
        {
            body();
        }
        catch (Exception fault)
        {
            restarter.Restart(RestartCause.Of(fault, worker, number));
        }
    }
}
