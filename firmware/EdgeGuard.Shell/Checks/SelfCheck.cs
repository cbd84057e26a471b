namespace EdgeGuard.Shell;

/// <summary>What came of one check. Immutable.</summary>
internal sealed class SelfCheck
{
    internal SelfCheck(string name, bool isOk, string detail, string remedy)
    {
        Name = name;
        IsOk = isOk;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>One word, lasting: scripts look for it.</summary>
    internal string Name { get; }

    internal bool IsOk { get; }

    /// <summary>What was found.</summary>
    internal string Detail { get; }

    /// <summary>What to do; empty where nothing is wrong.</summary>
    internal string Remedy { get; }
}
