using EdgeGuard.Core.Ports;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>A session's place in the queue for a line, and what it holds of it. One a session, reused for whichever line.</summary>
/// <remarks>Everything here is guarded by the lock of the line that it is used with, except the signal.</remarks>
internal sealed class LineTicket
{
    internal LineTicket(IClock clock)
    {
        Signal = clock.CreateSignal();
    }

    /// <summary>Set when the ticket is granted or will never be.</summary>
    internal ISignal Signal { get; }

    /// <summary>The next in the order of arrival.</summary>
    internal LineTicket? Next { get; set; }

    /// <summary>0 is served first.</summary>
    internal int Priority { get; set; }

    /// <summary>How many that came later were served before.</summary>
    internal int Overtaken { get; set; }

    /// <summary>Whether it wants, or holds, every lane.</summary>
    internal bool AllLanes { get; set; }

    /// <summary>The lane to use; null while none is held.</summary>
    internal Lane? Lane { get; set; }

    /// <summary>The index of the lane that it had before; 0 at first.</summary>
    internal int LastLane { get; set; }

    /// <summary>The session is being ended: it will get no lane any more.</summary>
    internal bool IsCancelled { get; set; }

    /// <summary>The priority it has earned by waiting.</summary>
    internal int Rank
    {
        get
        {
            int rank = Priority - Overtaken / GuardLimits.OvertakesPerRank;
            return rank < 0 ? 0 : rank;
        }
    }
}
