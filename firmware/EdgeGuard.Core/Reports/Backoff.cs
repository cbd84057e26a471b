namespace EdgeGuard.Core.Reports;

/// <summary>When to try again: after 1 s, then twice as long each time, up to a minute. Pure.</summary>
public sealed class Backoff
{
    public const int FirstMs = 1000;
    public const int MostMs = 60_000;

    private int _pause;

    /// <summary>Not before this time.</summary>
    public long Until { get; private set; } = long.MinValue;

    public void Failed(long now)
    {
        _pause = _pause == 0 ? FirstMs : _pause * 2;
        if (_pause > MostMs) _pause = MostMs;
        Until = now + _pause;
    }

    public void Reset()
    {
        _pause = 0;
        Until = long.MinValue;
    }
}
