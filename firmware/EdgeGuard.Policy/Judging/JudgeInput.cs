namespace EdgeGuard.Policy;

/// <summary>What a decision depends on besides policy, role and request. One a session, reused.</summary>
public sealed class JudgeInput
{
    /// <summary><see cref="WeekMinute"/> when the time is not known well enough.</summary>
    public const int TimeUnknown = -1;

    /// <summary>Monotonic milliseconds, for the age of observed values.</summary>
    public long Now { get; set; }

    /// <summary>Monotonic milliseconds since when nobody else can write to the PLC: a <c>step</c> counts only values read since.
    /// Without the line in hand there are none.</summary>
    public long HeldSince { get; set; } = long.MaxValue;

    /// <summary>Minute of the site's local week: 0 is Monday 00:00, 10 079 is Sunday 23:59; -1 when not known.</summary>
    public int WeekMinute { get; set; } = TimeUnknown;

    /// <summary>Values read from the PLC lately; null when there are none (on arrival, without the line in hand).</summary>
    public ObservedValues? Values { get; set; }

    /// <summary>Whether unit 0 is a broadcast (a serial bus behind us) or an ordinary unit (TCP).</summary>
    public bool IsSerialBus { get; set; }
}
