namespace EdgeGuard.Core;

/// <summary>An auto-reset signal: the only way the guard waits, so that a fake clock can drive everything.</summary>
public interface ISignal
{
    /// <summary>Waits until set (true; the signal is unset again) or until <see cref="IClock.Now"/> reaches
    /// <paramref name="until"/> (false). One waiter at a time. A signal set before counts.</summary>
    bool Wait(long until);

    /// <summary>Releases the waiter, or the next one to come. Any thread; setting twice is setting once.</summary>
    void Set();
}
