using System;
using System.Collections.Generic;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>How often a key may ask: it fills again as time goes by. Any thread.</summary>
internal sealed class ApiLimit(TimeProvider time)
{
    /// <summary>So often a minute, and at once after a pause.</summary>
    internal const int PerMinute = 120;

    /// <summary>After so many seconds there is room again.</summary>
    internal const string WaitSeconds = "1";

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (long At, double Room)> _keys = [];

    /// <summary>Counts one. False: it is one too many.</summary>
    internal bool Take(long key)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            (long at, double room) = _keys.GetValueOrDefault(key, (now, PerMinute));
            room = Math.Min(PerMinute, room + time.GetElapsedTime(at, now).TotalMinutes * PerMinute);
            bool isFree = room >= 1;
            _keys[key] = (now, isFree ? room - 1 : room);
            return isFree;
        }
    }
}
