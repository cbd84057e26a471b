namespace EdgeGuard.Central;

/// <summary>How urgent an alert is. Stored: append only.</summary>
public enum AlertSeverity
{
    Low = 1,
    Medium = 2,
    High = 3,
}
