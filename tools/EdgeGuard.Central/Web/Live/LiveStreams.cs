using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>How many pages are kept live, of each session and of all: each holds a connection, and asks the archive. Any thread.</summary>
internal sealed class LiveStreams
{
    /// <summary>Most of one session: a browser has six connections to a host, and pages need some too.</summary>
    internal const int MostOfSession = 4;

    /// <summary>Most of all.</summary>
    internal const int Most = 400;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _sessions = [];

    /// <summary>How many there are.</summary>
    internal int Count
    {
        get { lock (_lock) return _sessions.Values.Sum(); }
    }

    /// <summary>Counts one more. False: there is no room for it.</summary>
    internal bool Enter(long session)
    {
        lock (_lock)
        {
            int count = _sessions.GetValueOrDefault(session);
            if (count == MostOfSession || _sessions.Values.Sum() == Most) return false;
            _sessions[session] = count + 1;
            return true;
        }
    }

    /// <summary>One that entered is over.</summary>
    internal void Leave(long session)
    {
        lock (_lock)
        {
            if (--_sessions[session] == 0) _sessions.Remove(session);
        }
    }
}
