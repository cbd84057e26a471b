namespace EdgeGuard.Store;

/// <summary>The answer to a commit and its like. Immutable.</summary>
public sealed class CommitResult
{
    internal CommitResult(CommitFault fault, ConfigurationReading? reading, string detail)
    {
        Fault = fault;
        Reading = reading;
        Detail = detail;
    }

    public CommitFault Fault { get; }

    /// <summary>What the check found, warnings included; null where none was made.</summary>
    public ConfigurationReading? Reading { get; }

    /// <summary>Of what is in force now, the keys whose values take effect at the next start only.</summary>
    public string[] Waiting { get; init; } = new string[0];

    /// <summary>What the platform said when it refused; otherwise empty.</summary>
    public string Detail { get; }
}
