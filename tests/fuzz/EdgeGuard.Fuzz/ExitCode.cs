namespace EdgeGuard.Fuzz;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Nothing was found.</summary>
    public const int Clean = 0;

    /// <summary>An input breaks a promise of the product; it was written to a file.</summary>
    public const int Found = 1;

    /// <summary>Wrong arguments, or a build that would find nothing.</summary>
    public const int Misused = 2;

    /// <summary>An input does not end; it was written to a file.</summary>
    public const int Hangs = 3;
}
