namespace EdgeGuard.Cli;

/// <summary>How the <c>policy</c> commands end. Documented in their help; scripts rely on it.</summary>
internal static class PolicyExit
{
    /// <summary>Without errors; of <c>explain</c>: allowed.</summary>
    internal const int Success = 0;

    /// <summary>The policy has errors, or its file cannot be read.</summary>
    internal const int Errors = 1;

    /// <summary>Wrong arguments.</summary>
    internal const int Misused = 2;

    /// <summary>Of <c>explain</c>: refused.</summary>
    internal const int Refused = 3;

    /// <summary>Of <c>explain</c>: it depends on a value that the module would read from the PLC.</summary>
    internal const int Depends = 4;
}
