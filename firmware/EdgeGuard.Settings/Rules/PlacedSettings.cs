namespace EdgeGuard.Settings;

/// <summary>Settings, and where in their text each key stands. Immutable; any thread.</summary>
public sealed class PlacedSettings
{
    private readonly int[] _lines;

    /// <summary>Settings whose text is not at hand: no key has a line.</summary>
    public PlacedSettings(ModuleSettings settings) : this(settings, new int[SettingKeys.Count])
    {
    }

    /// <param name="settings">What was read.</param>
    /// <param name="lines">By the index of a key, where it stands first, also where its value was refused; 0 for an absent one.</param>
    internal PlacedSettings(ModuleSettings settings, int[] lines)
    {
        Settings = settings;
        _lines = lines;
    }

    /// <summary>The values.</summary>
    public ModuleSettings Settings { get; }

    /// <summary>The line where a key stands first, from 1; 0: none, or nobody knows.</summary>
    public int Line(string key)
    {
        return _lines[SettingKeys.IndexOf(key)];
    }
}
