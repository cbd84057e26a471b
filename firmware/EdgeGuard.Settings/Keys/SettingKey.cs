namespace EdgeGuard.Settings;

/// <summary>One key of the settings text: form and default of its value, when a change takes effect, what it is for. Immutable.</summary>
public sealed class SettingKey
{
    private SettingKey(string name, SettingKind kind, Effect effect, string @default, string help)
    {
        Name = name;
        Kind = kind;
        Effect = effect;
        Default = @default;
        Help = help;
    }

    public string Name { get; }

    public SettingKind Kind { get; }

    /// <summary>When a changed value takes effect.</summary>
    public Effect Effect { get; }

    /// <summary>The value of an absent key; empty: none.</summary>
    public string Default { get; }

    /// <summary>One line for a person.</summary>
    public string Help { get; }

    /// <summary>Smallest number, or milliseconds of a duration.</summary>
    public long Min { get; private set; }

    /// <summary>Largest number, or milliseconds of a duration.</summary>
    public long Max { get; private set; }

    /// <summary>The words of a Choice; the first is the default.</summary>
    public string[] Choices { get; private set; } = new string[0];

    /// <summary>Whether the key may stand on several lines.</summary>
    public bool Repeats { get; private set; }

    /// <summary>Whether a module cannot run without it.</summary>
    public bool IsRequired { get; private set; }

    internal static SettingKey Of(string name, SettingKind kind, Effect effect, string @default, string help)
    {
        return new SettingKey(name, kind, effect, @default, help);
    }

    internal static SettingKey Required(string name, SettingKind kind, Effect effect, string help)
    {
        return new SettingKey(name, kind, effect, "", help) { IsRequired = true };
    }

    internal static SettingKey Number(string name, Effect effect, long @default, long min, long max, string help)
    {
        return new SettingKey(name, SettingKind.Number, effect, @default.ToString(), help) { Min = min, Max = max };
    }

    internal static SettingKey Duration(string name, Effect effect, long defaultMs, long minMs, long maxMs, string help)
    {
        return new SettingKey(name, SettingKind.Duration, effect, SettingText.Duration(defaultMs), help) { Min = minMs, Max = maxMs };
    }

    internal static SettingKey Choice(string name, Effect effect, string[] choices, string help)
    {
        return new SettingKey(name, SettingKind.Choice, effect, choices[0], help) { Choices = choices };
    }

    internal static SettingKey Repeated(string name, SettingKind kind, Effect effect, string help)
    {
        return new SettingKey(name, kind, effect, "", help) { Repeats = true };
    }
}
