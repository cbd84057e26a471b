using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>One of <see cref="WaitingThreads"/>, and what it does.</summary>
internal sealed class WaitingThread
{
    internal WaitingThread(ISignal signal)
    {
        Signal = signal;
    }

    /// <summary>Set when there is something to do, or never will be.</summary>
    internal ISignal Signal { get; }

    /// <summary>Whom it works for; null: nobody.</summary>
    internal Session? Session { get; set; }

    /// <summary>The next that has nothing to do.</summary>
    internal WaitingThread? Next { get; set; }
}
