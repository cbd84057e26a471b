namespace EdgeGuard.Settings;

/// <summary>Checked settings: for every key its value, or values. Immutable; any thread.</summary>
/// <remarks>Made by <see cref="SettingsReader"/>, so a value that is asked for here is always well-formed.</remarks>
public sealed class ModuleSettings
{
    private readonly string[][] _values;

    internal ModuleSettings(string[][] values, bool isStored)
    {
        _values = values;
        IsStored = isStored;
    }

    /// <summary>Those of a text in a store that says nothing: every key has its default, or no value.</summary>
    public static ModuleSettings Unset()
    {
        return new ModuleSettings(NoValues(), true);
    }

    /// <summary>For every key that it has none.</summary>
    internal static string[][] NoValues()
    {
        var values = new string[SettingKeys.Count][];
        for (int i = 0; i < values.Length; i++) values[i] = new string[0];
        return values;
    }

    /// <summary>Whether they stand in a store, where policy, certificates,
    /// keys and passwords are records beside them and no files.</summary>
    public bool IsStored { get; }

    /// <summary>The value of a key that does not repeat; its default when the text is silent; empty for none.</summary>
    public string Text(string key)
    {
        int index = SettingKeys.IndexOf(key);
        string[] values = _values[index];
        return values.Length > 0 ? values[0] : SettingKeys.At(index).Default;
    }

    /// <summary>All values of a key, in the order of the text.</summary>
    public string[] All(string key)
    {
        return _values[SettingKeys.IndexOf(key)];
    }

    /// <summary>Whether the key has a value that is not <c>off</c>.</summary>
    public bool IsOn(string key)
    {
        string value = Text(key);
        return value.Length > 0 && value != "off";
    }

    /// <summary>The value of a Number.</summary>
    public int Number(string key)
    {
        SettingText.TryNumber(Text(key), out long value);
        return (int)value;
    }

    /// <summary>The value of a Duration, milliseconds.</summary>
    public long Milliseconds(string key)
    {
        SettingText.TryDuration(Text(key), out long value);
        return value;
    }
}
