using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Changes single lines of a settings text and leaves all others, comments included, as they are. Pure.</summary>
public static class SettingsEdit
{
    /// <summary>The text with a key set; of a key that repeats, with one more value. Null
    /// when the value cannot be kept: <paramref name="problems"/> says why.</summary>
    public static string? Set(string text, string key, string value, ProblemList problems)
    {
        // Read by itself, so that a mistake is named at once; that other keys are missing is not this line's.
        string line = key + " " + value;
        int index = SettingKeys.IndexOf(key);
        if (index < 0 || value.Length == 0 || line.IndexOf('\n') >= 0 || SettingsReader.ValueOf(line) != value)
        {
            SettingsReader.Line(line, problems);
            if (problems.Errors == 0)
            {
                problems.Error(0, 0, value, "'" + value + "' cannot stand on a line", "leave out line ends, spaces around it and ' #'");
            }
            return null;
        }
        SettingsReader.Line(line, problems);
        if (problems.Errors > 0) return null;
        return SettingKeys.At(index).Repeats ? Added(text, key, value, line) : Replaced(text, key, line);
    }

    /// <summary>The text without a key, or, when a value is given, without the line
    /// of a repeating key that has it. Null when there is no such line.</summary>
    public static string? Unset(string text, string key, string value)
    {
        var kept = TextBuilder.New();
        bool isFound = false;
        for (var lines = new TextLines(text); lines.Next();)
        {
            string line = lines.Line;
            bool isIt = SettingsReader.KeyOf(line) == key && (value.Length == 0 || SettingsReader.ValueOf(line) == value);
            isFound |= isIt;
            if (!isIt) kept.Append(line).Append('\n');
        }
        return isFound ? kept.ToString() : null;
    }

    private static string Added(string text, string key, string value, string line)
    {
        for (var lines = new TextLines(text); lines.Next();)
        {
            string old = lines.Line;
            if (SettingsReader.KeyOf(old) == key && SettingsReader.ValueOf(old) == value) return text;
        }
        return Ended(text) + line + "\n";
    }

    private static string Replaced(string text, string key, string line)
    {
        var changed = TextBuilder.New();
        bool isFound = false;
        for (var lines = new TextLines(text); lines.Next();)
        {
            string old = lines.Line;
            bool isIt = SettingsReader.KeyOf(old) == key;
            if (!isIt) changed.Append(old).Append('\n');
            else if (!isFound) changed.Append(line).Append('\n');
            isFound |= isIt;
        }
        return isFound ? changed.ToString() : Ended(text) + line + "\n";
    }

    private static string Ended(string text)
    {
        return text.Length == 0 || text[text.Length - 1] == '\n' ? text : text + "\n";
    }
}
