using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>What is shown to one session and kept nowhere: in memory, and not for long. Any thread.</summary>
internal sealed class SessionHeld<T>(TimeProvider time, TimeSpan lasts)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (T Value, DateTimeOffset Until)> _held = [];

    internal void Put(long session, T value)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (long old in _held.Where(pair => pair.Value.Until < now).Select(pair => pair.Key).ToList()) _held.Remove(old);
            _held[session] = (value, now + lasts);
        }
    }

    /// <summary>What is held for a session; null for nothing.</summary>
    internal T? Of(long session)
    {
        lock (_lock)
        {
            return _held.TryGetValue(session, out (T Value, DateTimeOffset Until) one) && one.Until >= time.GetUtcNow() ? one.Value : null;
        }
    }

    internal void Drop(long session)
    {
        lock (_lock) _held.Remove(session);
    }
}
