namespace EdgeGuard.Checks;

/// <summary>What came of one check. Immutable.</summary>
public sealed class SelfCheck
{
    internal SelfCheck(string name, bool isOk, string detail, string remedy)
    {
        Name = name;
        IsOk = isOk;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>One word, lasting: scripts look for it.</summary>
    public string Name { get; }

    public bool IsOk { get; }

    /// <summary>What was found.</summary>
    public string Detail { get; }

    /// <summary>What to do; empty where nothing is wrong.</summary>
    public string Remedy { get; }
}
