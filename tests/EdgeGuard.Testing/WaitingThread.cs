using System.Threading;

namespace EdgeGuard.Testing;

/// <summary>What a <see cref="FakeClock"/> knows of one thread that has waited under it.</summary>
internal sealed class WaitingThread
{
    internal WaitingThread(Thread thread)
    {
        Thread = thread;
    }

    internal Thread Thread { get; }

    /// <summary>What it waits for now; null while it runs.</summary>
    internal IWaitable? WaitsFor { get; set; }

    /// <summary>Microseconds.</summary>
    internal long Until { get; set; }
}
