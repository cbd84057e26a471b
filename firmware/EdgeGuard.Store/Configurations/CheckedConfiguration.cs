using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Store;

/// <summary>A configuration without errors, ready to be put in force. Immutable.</summary>
public sealed class CheckedConfiguration
{
    public CheckedConfiguration(StoredConfiguration texts, ModuleSettings settings, SiteZone zone, CompiledPolicy policy)
    {
        Texts = texts;
        Settings = settings;
        Zone = zone;
        Policy = policy;
    }

    /// <summary>The texts that it was read from, with the generation that it has or will get.</summary>
    public StoredConfiguration Texts { get; }

    public ModuleSettings Settings { get; }

    /// <summary>The site's time zone.</summary>
    public SiteZone Zone { get; }

    public CompiledPolicy Policy { get; }
}
