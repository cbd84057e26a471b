using System.IO;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>The list of all settings, for <c>--keys</c>.</summary>
internal static class KeyList
{
    internal static int Print(TextWriter to)
    {
        to.WriteLine("# Every setting: 'key value' lines, '#' begins a comment. Files are relative to the settings file.");
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            to.WriteLine();
            to.WriteLine("# " + key.Help + Note(key));
            to.WriteLine("# takes effect: " + EffectText.Of(key.Effect));
            to.WriteLine((key.Default.Length > 0 ? "#" : "# ") + key.Name + " " + key.Default);
        }
        return ExitCode.Success;
    }

    private static string Note(SettingKey key) => key switch
    {
        { IsRequired: true } => " (required)",
        { Repeats: true } => " (may stand on several lines)",
        { Choices.Length: > 0 } => " (" + string.Join(" or ", key.Choices) + ")",
        _ => "",
    };
}
