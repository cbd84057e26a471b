using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Every rule between settings that holds on all platforms, one row each, in the order in which problems are listed. A platform
/// has a list of its own for what it cannot do.</summary>
public static class SettingRules
{
    private static readonly SettingRule[] All =
    {
        KeyRules.RequiredKeys,
        ListenerRules.SomebodyCanConnect,
        ListenerRules.TlsHasItsFiles,
        ListenerRules.ClientsCanBeRevoked,
        ListenerRules.PlainIsUnsafe,
        ListenerRules.PlainRoleNeedsItsListener,
        ListenerRules.PortsDiffer,
        ListenerRules.AddressRoleNeedsItsListener,
        ListenerRules.RolesByAddress,
        KeyRules.BothOrNeither,
        BrokerRules.TlsHasItsCa,
        BrokerRules.PlainIsReadable,
        KeyRules.NothingIsNamedTwice,
        KeyRules.NoAliasOfAnAlias,
        SerialRules.ThereIsSomethingToGuard,
        SerialRules.BusesDiffer,
        SerialRules.PortsDiffer,
        UnitRules.Units,
    };

    /// <summary>Checks by rules, each of which looks at all settings.</summary>
    public static void Run(SettingRule[] rules, PlacedSettings placed, ProblemList problems)
    {
        for (int i = 0; i < rules.Length; i++) rules[i](placed, problems);
    }

    /// <summary>Warns of a key that a platform has no use for, where it is set.</summary>
    public static void HasNoEffect(PlacedSettings placed, string key, string reason, ProblemList problems)
    {
        if (placed.Settings.All(key).Length > 0)
        {
            problems.Warn(placed.Line(key), 0, "", key + " has no effect: " + reason, "remove the line");
        }
    }

    /// <summary>Checks what holds on all platforms.</summary>
    internal static void Run(PlacedSettings placed, ProblemList problems)
    {
        Run(All, placed, problems);
    }
}
