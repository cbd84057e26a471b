namespace EdgeGuard.Telemetry;

/// <summary>What becomes of a request under the new policy.</summary>
public enum DifferenceKind
{
    /// <summary>It was refused, and is allowed.</summary>
    Allowed,

    /// <summary>It was allowed, and is refused.</summary>
    Refused,

    /// <summary>It is allowed in both, within other bounds.</summary>
    Bound,
}
