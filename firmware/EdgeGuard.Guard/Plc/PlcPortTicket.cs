using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>A session's place in the queue for a line, and what it holds of it. One a session, reused for whichever line.</summary>
/// <remarks>Everything here is guarded by the lock of the line that it is used with, except the waking.</remarks>
internal sealed class PlcPortTicket
{
    private readonly ISignal? _signal;
    private readonly Session? _session;

    /// <summary>Of a thread that waits.</summary>
    internal PlcPortTicket(IClock clock)
    {
        _signal = clock.CreateSignal();
    }

    /// <summary>Of a session that has no thread while it waits.</summary>
    internal PlcPortTicket(Session session)
    {
        _session = session;
    }

    /// <summary>It is granted, or will never be.</summary>
    internal void Wake()
    {
        _signal?.Set();
        _session?.Wake();
    }

    /// <summary>Waits for <see cref="Wake"/>: the thread of which it is. False: the time passed, monotonic milliseconds.</summary>
    internal bool Wait(long until)
    {
        return _signal != null && _signal.Wait(until);
    }

    /// <summary>The next in the order of arrival.</summary>
    internal PlcPortTicket? Next { get; set; }

    /// <summary>0 is served first.</summary>
    internal int Priority { get; set; }

    /// <summary>How many that came later were served before.</summary>
    internal int Overtaken { get; set; }

    /// <summary>Whether it wants, or holds, every connection.</summary>
    internal bool AllConnections { get; set; }

    /// <summary>The connection to use; null while none is held.</summary>
    internal PlcConnection? PlcConnection { get; set; }

    /// <summary>The number of the loop whose session it is of; 0 where there is none.</summary>
    internal int Home
    {
        get { return _session == null || _session.Loop == null ? 0 : _session.Loop.Number; }
    }

    /// <summary>The index of the connection that it had before; 0 at first.</summary>
    internal int LastConnection { get; set; }

    /// <summary>The session is being ended: it will get no connection any more.</summary>
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
