namespace EdgeGuard.Central;

/// <summary>What became of an alert.</summary>
internal enum AlertTurn
{
    /// <summary>Nothing that anybody need be told.</summary>
    None = 0,

    /// <summary>It was raised: for the first time, or again after it was cleared.</summary>
    Raised = 1,

    /// <summary>It is over.</summary>
    Cleared = 2,

    /// <summary>It was pending and is over: it is forgotten.</summary>
    Dropped = 3,
}
