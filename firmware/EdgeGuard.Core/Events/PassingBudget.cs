namespace EdgeGuard.Core;

/// <summary>How many records of comings and goings may go out one by one: of each group so many at once, and one more from time to time.
/// Not thread-safe.</summary>
internal sealed class PassingBudget
{
    private readonly int[] _left = new int[EventTraits.Groups];
    private readonly long[] _since = new long[EventTraits.Groups];
    private bool _isBegun;

    /// <summary>Whether one more may go out now; it is taken then.</summary>
    /// <param name="group">As <see cref="EventTraits.GroupOf"/> says.</param>
    /// <param name="now">The time.</param>
    internal bool Take(int group, long now)
    {
        if (!_isBegun) Begin(now);
        long more = (now - _since[group]) / EventCoalescer.PassingEveryMs;
        _since[group] += more * EventCoalescer.PassingEveryMs;
        long left = _left[group] + more;
        _left[group] = left > EventCoalescer.PassingAtOnce ? EventCoalescer.PassingAtOnce : (int)left;
        if (_left[group] == 0) return false;
        _left[group]--;
        return true;
    }

    // A clock may begin anywhere, also below zero.
    private void Begin(long now)
    {
        _isBegun = true;
        for (int i = 0; i < _left.Length; i++)
        {
            _left[i] = EventCoalescer.PassingAtOnce;
            _since[i] = now;
        }
    }
}
