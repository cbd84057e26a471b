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

    /// <summary>What the platform said when it refused; otherwise empty.</summary>
    public string Detail { get; }
}
