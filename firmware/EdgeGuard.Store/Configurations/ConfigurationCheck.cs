using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Store;

/// <summary>Reads both texts of a configuration and finds every problem at once.</summary>
internal static class ConfigurationCheck
{
    internal static ConfigurationReading Run(StoredConfiguration texts, IConfigurationApplier applier)
    {
        var reading = new ConfigurationReading(new ProblemList(), new ProblemList());
        ModuleSettings? settings = SettingsReader.ReadStored(texts.Settings, reading.Settings);
        CompiledPolicy? policy = Policy(texts.Policy, reading);
        if (settings == null) return reading;
        // The platform looks also where the policy has errors: all problems at once.
        var configuration = new CheckedConfiguration(
            texts, settings, SiteZone.Of(settings), policy == null ? CompiledPolicy.Empty : policy);
        if (policy != null) PolicyFit.Run(settings, policy, reading.Settings);
        applier.Check(configuration, reading.Settings);
        if (reading.Errors == 0 && policy != null) reading.Configuration = configuration;
        return reading;
    }

    private static CompiledPolicy? Policy(string text, ConfigurationReading reading)
    {
        if (text.Length == 0)
        {
            reading.Policy.Error(0, 0, "", "there is no policy", "write one: what no line allows is refused");
            return null;
        }
        PolicyReading policy = PolicyReader.Read(text);
        reading.Policy = policy.Problems;
        return policy.Policy;
    }
}
