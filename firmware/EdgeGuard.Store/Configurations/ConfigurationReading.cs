using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>What a check found: all problems of both texts, and the configuration where there is no error.</summary>
public sealed class ConfigurationReading
{
    internal ConfigurationReading(ProblemList settings, ProblemList policy)
    {
        Settings = settings;
        Policy = policy;
    }

    /// <summary>Problems of the settings, and of what must be installed for them.</summary>
    public ProblemList Settings { get; }

    /// <summary>Problems of the policy.</summary>
    public ProblemList Policy { get; internal set; }

    /// <summary>Null where there is an error.</summary>
    public CheckedConfiguration? Configuration { get; internal set; }

    /// <summary>Errors in both.</summary>
    public int Errors
    {
        get { return Settings.Errors + Policy.Errors; }
    }
}
