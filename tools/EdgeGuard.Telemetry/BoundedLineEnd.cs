namespace EdgeGuard.Telemetry;

/// <summary>How a line ended.</summary>
public enum BoundedLineEnd
{
    /// <summary>The text ended before the line did.</summary>
    Missing,

    /// <summary>With a line feed.</summary>
    Whole,

    /// <summary>It has more characters than were asked for.</summary>
    TooLong,
}
