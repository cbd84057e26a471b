namespace EdgeGuard.Store;

/// <summary>Counts failures at one way in: an account, all unknown names, the claim code. Guarded by its owner's lock.</summary>
/// <remarks>The count outlasts a restart, the time does not: a restart begins
/// the wait again, so that pulling the plug shortens nothing.</remarks>
internal sealed class AttemptLimiter
{
    internal AttemptLimiter(int failures, long now)
    {
        Failures = failures;
        OpensAt = now + LockOut.DelayMs(failures);
    }

    /// <summary>Failures in a row.</summary>
    internal int Failures { get; private set; }

    /// <summary>Monotonic milliseconds from which on it may be tried.</summary>
    internal long OpensAt { get; private set; }

    /// <summary>Milliseconds still to wait.</summary>
    internal int WaitMs(long now)
    {
        return OpensAt > now ? (int)(OpensAt - now) : 0;
    }

    internal void Fail(long now)
    {
        if (Failures < int.MaxValue) Failures++;
        OpensAt = now + LockOut.DelayMs(Failures);
    }

    /// <summary>The last failure was none.</summary>
    internal void TakeBack(long now)
    {
        Failures--;
        OpensAt = now;
    }

    internal void Succeed()
    {
        Failures = 0;
        OpensAt = 0;
    }
}
