using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Something that is to be done every so often, and takes too long for the thread that looks whether it is due: it gets a thread,
/// which ends when it is done. <see cref="Step"/> is one thread's.</summary>
/// <param name="name">Its thread's.</param>
/// <param name="everyMs">Milliseconds from one beginning to the next; who is still at it is let finish.</param>
/// <param name="clock">For that time.</param>
/// <param name="act">Must not throw.</param>
internal sealed class Chore(string name, int everyMs, IClock clock, Action act)
{
    private int _isAtWork;

    /// <summary>When it is due, monotonic milliseconds.</summary>
    internal long Due { get; private set; } = clock.Now + everyMs;

    /// <summary>Begins it when it is due. Where the system has no thread to give it is done at once, by the caller's.</summary>
    internal void Step()
    {
        if (clock.Now < Due) return;
        Due = clock.Now + everyMs;
        if (Interlocked.Exchange(ref _isAtWork, 1) != 0) return;
        if (!BackgroundThread.TryStart(name, Work)) Work();
    }

    private void Work()
    {
        act();
        Interlocked.Exchange(ref _isAtWork, 0);
    }
}
