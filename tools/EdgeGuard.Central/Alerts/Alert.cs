namespace EdgeGuard.Central;

/// <summary>An alert at a moment. Immutable. Times are milliseconds since 1970 by this computer's clock; 0 for never.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Key">What it is about.</param>
/// <param name="State">Where it is.</param>
public sealed record Alert(long Id, AlertKey Key, AlertState State)
{
    /// <summary>Since when it holds, as far as is known.</summary>
    public long Since { get; init; }

    /// <summary>When <see cref="State"/> became what it is.</summary>
    public long ChangedAt { get; init; }

    /// <summary>When somebody was to be told of it, the last time.</summary>
    public long RaisedAt { get; init; }

    /// <summary>How often it was raised, or happened.</summary>
    public long Count { get; init; }

    /// <summary>What exactly, fit to be shown.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Who acknowledged it; empty for nobody.</summary>
    public string AcknowledgedBy { get; init; } = "";

    public long AcknowledgedAt { get; init; }

    /// <summary>Why, in the words of that person.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Until when nobody is to be bothered with it.</summary>
    public long ShelvedUntil { get; init; }

    /// <summary>Who said so.</summary>
    public string ShelvedBy { get; init; } = "";

    /// <summary>Why.</summary>
    public string ShelveReason { get; init; } = "";

    public bool IsAcknowledged => AcknowledgedBy.Length > 0;

    /// <summary>Whether it goes on, whoever knows of it.</summary>
    public bool IsOn => State is AlertState.Active or AlertState.Recovering;

    /// <summary>Whether it is history: over, and somebody saw it.</summary>
    public bool IsClosed => State == AlertState.Cleared && IsAcknowledged;

    public bool IsShelved(long now) => ShelvedUntil > now;

    /// <summary>Whether it waits for somebody: raised, and neither acknowledged nor shelved.</summary>
    public bool Waits(long now) => State != AlertState.Pending && !IsAcknowledged && !IsShelved(now);
}
