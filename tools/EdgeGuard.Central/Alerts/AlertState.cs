namespace EdgeGuard.Central;

/// <summary>Where an alert is. Whether somebody acknowledged it is another matter. Stored: append only.</summary>
/// <remarks>
/// <code>
///              long enough               over              long enough
///    Pending ─────────────▶ Active ─────────────▶ Recovering ─────────▶ Cleared
///       │                     ▲  ◀──── again ──────────┘                   │
///       ▼ over: forgotten     └──────────── again, while not acknowledged ─┘
/// </code>
/// </remarks>
public enum AlertState
{
    /// <summary>It holds, and not for long enough yet. Nobody is told.</summary>
    Pending = 1,

    /// <summary>It holds.</summary>
    Active = 2,

    /// <summary>It holds no more, and not for long enough yet.</summary>
    Recovering = 3,

    /// <summary>It is over. Acknowledged besides, it is history.</summary>
    Cleared = 4,
}
