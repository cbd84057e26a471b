using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Adds what is wrong with settings by one rule between keys; each value fits its own key already. Pure, but for what a platform
/// looks up.</summary>
public delegate void SettingRule(PlacedSettings placed, ProblemList problems);
