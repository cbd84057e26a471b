using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Testing.Store;

/// <summary>A platform that puts configurations into a gateway, or only remembers them.</summary>
public sealed class GatewayApplier(Gateway? gateway = null) : IConfigurationApplier
{
    /// <summary>What the platform finds wrong; empty for nothing.</summary>
    public string Problem { get; set; } = "";

    /// <summary>What it says instead of putting the next one in force.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>Name of the policy in force; empty for none.</summary>
    public string Policy { get; private set; } = "";

    /// <summary>Site in force.</summary>
    public string Site { get; private set; } = "";

    public void Check(CheckedConfiguration configuration, ProblemList problems)
    {
        if (Problem.Length > 0) problems.Error(0, 0, "", Problem, "");
    }

    public string[] WaitForStart(CheckedConfiguration configuration) => [];

    public string Apply(CheckedConfiguration? configuration, bool isTrial, out LiveDifference? difference)
    {
        difference = null;
        if (Refusal.Length > 0) return Refusal;
        Policy = configuration == null ? "" : configuration.Policy.Name;
        Site = configuration == null ? "" : configuration.Settings.Text(SettingKeys.Site);
        if (gateway == null) return "";
        difference = isTrial ? new LiveDifference(gateway.Configuration) : null;
        gateway.Commit(new GuardConfiguration(configuration == null ? CompiledPolicy.Empty : configuration.Policy)
        {
            Generation = configuration == null ? 0 : configuration.Texts.Generation,
            Difference = difference,
        });
        return "";
    }
}
