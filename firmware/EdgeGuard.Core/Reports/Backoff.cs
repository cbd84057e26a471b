namespace EdgeGuard.Core;

/// <summary>When to try again: after a first pause, then twice as long each time, up to a longest one. Pure.</summary>
public sealed class Backoff
{
    public const int FirstMs = 1000;
    public const int MostMs = 60_000;

    private readonly int _firstMs;
    private readonly int _mostMs;
    private int _pause;

    /// <summary>After 1 s, up to a minute.</summary>
    public Backoff()
        : this(FirstMs, MostMs)
    {
    }

    public Backoff(int firstMs, int mostMs)
    {
        _firstMs = firstMs;
        _mostMs = mostMs;
    }

    /// <summary>Not before this time.</summary>
    public long Until { get; private set; } = long.MinValue;

    public void Failed(long now)
    {
        _pause = _pause == 0 ? _firstMs : _pause * 2;
        if (_pause > _mostMs) _pause = _mostMs;
        Until = now + _pause;
    }

    public void Reset()
    {
        _pause = 0;
        Until = long.MinValue;
    }
}
