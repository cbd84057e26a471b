namespace EdgeGuard.Guard;

/// <summary>A token bucket in whole numbers: so many requests at once, so many a second in the long run.</summary>
/// <remarks>Rate and burst come with every call, so that a new policy needs no new bucket. Not thread-safe.</remarks>
public sealed class RateBucket
{
    // A rate of one a second gains one of these a millisecond: nothing is ever rounded.
    private const long PartsPerToken = 1000;

    private bool _started;
    private long _parts;
    private long _at;

    /// <summary>Takes one token at <paramref name="now"/> (monotonic milliseconds), if there is one.</summary>
    /// <param name="ratePerSecond">Tokens gained a second; 0: no limit.</param>
    /// <param name="burst">Tokens that the bucket holds; a new bucket is full. Below 1 counts as 1.</param>
    /// <param name="now">Not before the call before it.</param>
    public bool Take(int ratePerSecond, int burst, long now)
    {
        if (ratePerSecond <= 0) return true;
        Fill(ratePerSecond, burst, now);
        if (_parts < PartsPerToken) return false;
        _parts -= PartsPerToken;
        return true;
    }

    private void Fill(int ratePerSecond, int burst, long now)
    {
        long capacity = (burst < 1 ? 1 : burst) * PartsPerToken;
        long elapsed = now - _at;
        // Compared as time, not as parts: an idle year times a high rate must not overflow.
        bool full = !_started || elapsed > capacity / ratePerSecond;
        if (!full) _parts += elapsed * ratePerSecond;
        if (full || _parts > capacity) _parts = capacity;
        _started = true;
        _at = now;
    }
}
