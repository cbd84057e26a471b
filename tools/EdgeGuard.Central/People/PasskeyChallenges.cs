using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>What browsers were asked to sign with a passkey: each good once, for who asked, and not for long. In memory. Any
/// thread.</summary>
internal sealed class PasskeyChallenges(TimeProvider time)
{
    /// <summary>For so long.</summary>
    internal static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>So many at a time; the next one takes the place of the oldest.</summary>
    internal const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string State, DateTimeOffset At)> _waiting = [];

    /// <summary>Keeps one; the one before of the same asker is not good any more.</summary>
    internal void Put(string asker, string state)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (string old in _waiting.Where(one => !IsGood(one.Value.At, now)).Select(one => one.Key).ToList()) _waiting.Remove(old);
            if (_waiting.Count >= Most) _waiting.Remove(_waiting.MinBy(one => one.Value.At).Key);
            _waiting[asker] = (state, now);
        }
    }

    /// <summary>That of an asker, once; null for none.</summary>
    internal string? Take(string asker)
    {
        lock (_lock)
        {
            return _waiting.Remove(asker, out (string State, DateTimeOffset At) one) && IsGood(one.At, time.GetUtcNow()) ? one.State : null;
        }
    }

    // A clock that was set back ends it too.
    private static bool IsGood(DateTimeOffset at, DateTimeOffset now) => now >= at && now - at <= Lasts;
}
