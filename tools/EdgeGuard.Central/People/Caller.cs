namespace EdgeGuard.Central;

/// <summary>From where something is asked for, and by whom.</summary>
/// <param name="Who">The account that is signed in; empty for nobody's.</param>
/// <param name="Address">The address; empty for this computer's command line.</param>
/// <param name="Browser">What the browser calls itself, fit to be shown.</param>
public sealed record Caller(string Who, string Address, string Browser)
{
    /// <summary>Whoever may run commands on this computer. No account can have this name.</summary>
    public static Caller CommandLine { get; } = new("@local", "", "");
}
