namespace EdgeGuard.Fuzz;

/// <summary>What a target insists on beyond "throws nothing".</summary>
internal static class Promise
{
    /// <exception cref="BrokenPromiseException">It does not hold.</exception>
    public static void Holds(bool holds, string what)
    {
        if (!holds) throw new BrokenPromiseException(what);
    }
}
