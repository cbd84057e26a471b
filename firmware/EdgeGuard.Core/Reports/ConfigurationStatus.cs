namespace EdgeGuard.Core;

/// <summary>The configuration in force, as reported. Immutable.</summary>
public sealed class ConfigurationStatus
{
    /// <summary>Nothing in force: everything is refused.</summary>
    public static readonly ConfigurationStatus None = new ConfigurationStatus(GuardModeText.Of(GuardMode.Enforce), "", 0, "", 0);

    public ConfigurationStatus(string mode, string policyName, int policyVersion, string policyHash, int generation)
    {
        Mode = mode;
        PolicyName = policyName;
        PolicyVersion = policyVersion;
        PolicyHash = policyHash;
        Generation = generation;
    }

    /// <summary>The word of the settings.</summary>
    public string Mode { get; }

    public string PolicyName { get; }

    public int PolicyVersion { get; }

    /// <summary>Hash of the policy's canonical form, hex.</summary>
    public string PolicyHash { get; }

    public int Generation { get; }
}
