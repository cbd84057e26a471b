using System;
using System.Diagnostics;
using System.Threading;

namespace EdgeGuard.Testing.Programs;

/// <summary>Waits for what other processes and threads do in their own time. The limit is for tests that fail.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Is(Func<bool> condition, string what)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            if (patience.Elapsed > Limit) Assert.Fail("never: " + what);
            Thread.Sleep(10);
        }
    }
}
