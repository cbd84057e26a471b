namespace EdgeGuard.Central;

/// <summary>What a module told, by the last level of its topic. Stored: append only.</summary>
public enum ArrivalKind
{
    None = 0,
    Events = 1,
    State = 2,
    Inventory = 3,
    Metrics = 4,
}
