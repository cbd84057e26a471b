using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>How many different ones within a minute that begins with the first of them. Holds no more than are asked for.</summary>
internal sealed class MinuteSet(int most)
{
    private const long WindowMs = 60_000;

    private readonly HashSet<string> _seen = [];
    private long _since;

    /// <summary>Adds, and gives how many they are.</summary>
    internal int Add(long at, string what)
    {
        if (at - _since is < 0 or >= WindowMs)
        {
            _seen.Clear();
            _since = at;
        }
        if (_seen.Count < most) _seen.Add(what);
        return _seen.Count;
    }
}
