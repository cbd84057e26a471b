namespace EdgeGuard.Guard;

/// <summary>Where a loop has one of its sessions. One a session.</summary>
internal sealed class LoopPlace
{
    internal LoopPlace(Session session)
    {
        Session = session;
    }

    internal Session Session { get; }

    /// <summary>Its index among the loop's sessions; -1: it is not taken up yet. The loop's thread only.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>The next one of those that were put off. The loop's thread only, as the following.</summary>
    internal LoopPlace? NextPutOff { get; set; }

    /// <summary>Whether it was put off.</summary>
    internal bool IsPutOff { get; set; }

    // Guarded by the loop's lock, as all that follows.

    /// <summary>Whether it is in the queue of those that can go on.</summary>
    internal bool IsReady { get; set; }

    /// <summary>The next one in it.</summary>
    internal LoopPlace? Next { get; set; }

    /// <summary>Whether a thread that may wait has it: the loop must not touch it.</summary>
    internal bool IsLent { get; set; }

    /// <summary>Whether the session has ended: what still comes for it comes too late.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>Whether the loop may serve it now.</summary>
    internal bool IsFree
    {
        get { return !IsLent && !HasEnded; }
    }
}
