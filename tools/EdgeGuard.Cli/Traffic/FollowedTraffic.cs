using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary>What is known of one stream of reports of traffic, and how far it may be believed.</summary>
internal sealed class FollowedTraffic(ModuleTraffic module)
{
    public ModuleTraffic Module { get; } = module;

    /// <summary><c>site/module</c>.</summary>
    public string Name => $"{Module.Site}/{Module.Module}";

    /// <summary>The worst that is known of its seals; null where nobody asked.</summary>
    public SealState? Seal { get; private set; }

    /// <summary>Whether the module has begun another stream since: without keys of its own it does with every start.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether its reports carry a seal.</summary>
    public bool IsSealed => Module.Latest is { HasMac: true };

    public void Note(SealState? seal)
    {
        if (Seal == null || seal == SealState.Gap) Seal = seal;
    }
}
