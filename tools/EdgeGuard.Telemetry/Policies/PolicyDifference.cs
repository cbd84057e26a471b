namespace EdgeGuard.Telemetry;

/// <summary>One thing that two policies judge differently.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Role">The role; empty for what holds for all.</param>
/// <param name="What">Function, units and addresses in words.</param>
/// <param name="Before">What bounds it in the old policy; empty for nothing.</param>
/// <param name="Now">The same of the new one.</param>
public sealed record PolicyDifference(DifferenceKind Kind, string Role, string What, string Before, string Now)
{
    /// <summary>A sentence without its role.</summary>
    public string Text => Kind switch
    {
        DifferenceKind.Allowed => What + Behind(Now),
        DifferenceKind.Refused => What + Behind(Before),
        _ => $"{What}: {Or(Before)} before, {Or(Now)} now",
    };

    private static string Behind(string bounds) => bounds.Length == 0 ? "" : ", " + bounds;

    private static string Or(string bounds) => bounds.Length == 0 ? "without a bound" : bounds;
}
