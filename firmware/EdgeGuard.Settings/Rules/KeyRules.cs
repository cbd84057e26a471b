using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Which keys must be there, which go together, and which values exclude each other.</summary>
internal static class KeyRules
{
    private static readonly string[] NamedOnce = { SettingKeys.PlcUnitAlias, SettingKeys.UnsafePlainRole, SettingKeys.TlsAddressRole };

    internal static void RequiredKeys(PlacedSettings placed, ProblemList problems)
    {
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            bool isRequired = key.IsRequired && !(placed.Settings.IsStored && key.Kind == SettingKind.File);
            if (isRequired && placed.Line(key.Name) == 0)
            {
                problems.Error(0, 0, "", key.Name + " is missing", "add a line '" + key.Name + " …': " + key.Help);
            }
        }
    }

    internal static void BothOrNeither(PlacedSettings placed, ProblemList problems)
    {
        if (placed.Settings.IsStored) return;
        Together(placed, SettingKeys.MqttCertificate, SettingKeys.MqttKey, problems);
        Together(placed, SettingKeys.MqttUser, SettingKeys.MqttPasswordFile, problems);
    }

    internal static void NothingIsNamedTwice(PlacedSettings placed, ProblemList problems)
    {
        for (int i = 0; i < NamedOnce.Length; i++) Duplicates(placed, NamedOnce[i], problems);
    }

    // An alias of an alias would make the unit that is judged depend on the order of the lines.
    internal static void NoAliasOfAnAlias(PlacedSettings placed, ProblemList problems)
    {
        string[] values = placed.Settings.All(SettingKeys.PlcUnitAlias);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out _, out string target);
            for (int j = 0; j < values.Length; j++)
            {
                SettingText.TryPair(values[j], out string source, out _);
                if (source != target) continue;
                problems.Error(
                    placed.Line(SettingKeys.PlcUnitAlias), 0, values[i],
                    "plc.unit-alias leads to unit " + target + ", which is an alias itself", "name the unit that the PLC really has");
                break;
            }
        }
    }

    /// <summary>Adds that a key which names a file is missing.</summary>
    internal static void Needs(PlacedSettings placed, string reason, string key, ProblemList problems)
    {
        if (placed.Line(key) > 0) return;
        problems.Error(
            0, 0, "", key + " is missing: " + reason + " needs it",
            "add a line '" + key + " FILE': " + SettingKeys.At(SettingKeys.IndexOf(key)).Help);
    }

    private static void Together(PlacedSettings placed, string one, string other, ProblemList problems)
    {
        bool hasOne = placed.Settings.Text(one).Length > 0;
        bool hasOther = placed.Settings.Text(other).Length > 0;
        if (hasOne == hasOther) return;
        string present = hasOne ? one : other;
        string absent = hasOne ? other : one;
        problems.Error(placed.Line(present), 0, present, present + " is set and " + absent + " is not", "set both or neither");
    }

    private static void Duplicates(PlacedSettings placed, string key, ProblemList problems)
    {
        string[] values = placed.Settings.All(key);
        for (int i = 0; i < values.Length; i++)
        {
            SettingText.TryPair(values[i], out string first, out _);
            for (int j = 0; j < i; j++)
            {
                SettingText.TryPair(values[j], out string earlier, out _);
                if (earlier != first) continue;
                problems.Error(placed.Line(key), 0, values[i], key + " names " + first + " twice", "keep one of the lines");
                break;
            }
        }
    }
}
