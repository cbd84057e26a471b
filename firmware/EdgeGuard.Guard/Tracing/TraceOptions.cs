using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>What somebody who traces wants to see. Immutable.</summary>
public sealed class TraceOptions
{
    /// <summary>Any session, any unit.</summary>
    public const int Any = -1;

    public TraceOptions(TraceDial dials)
    {
        Dials = dials;
    }

    /// <summary>What is shown.</summary>
    public TraceDial Dials { get; }

    /// <summary>Whether what is in coils and registers is taken down. Otherwise it never reaches the trace.</summary>
    public bool HasValues { get; init; }

    /// <summary>One session alone, or <see cref="Any"/>.</summary>
    public int Session { get; init; } = Any;

    /// <summary>Requests and frames about one unit alone, as clients use its id, or <see cref="Any"/>.</summary>
    public int Unit { get; init; } = Any;

    internal bool Wants(TraceDial dial, int session, int unit)
    {
        if ((Dials & dial) == 0) return false;
        if (Session != Any && Session != session) return false;
        return Unit == Any || dial == TraceDial.Link || Unit == unit;
    }
}
