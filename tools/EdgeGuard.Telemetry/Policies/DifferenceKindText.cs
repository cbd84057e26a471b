namespace EdgeGuard.Telemetry;

/// <summary>What becomes of requests, in words.</summary>
public static class DifferenceKindText
{
    /// <summary>What stands above those of a kind.</summary>
    public static string Head(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Allowed => "Becomes allowed:",
        DifferenceKind.Refused => "No longer allowed:",
        _ => "Bound otherwise:",
    };
}
