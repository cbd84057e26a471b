using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Reads the settings text: <c>key value</c> lines, <c>#</c> comments. Reports every problem at once.</summary>
public static class SettingsReader
{
    /// <summary>Reads a text. Null when there is an error among the problems; nothing is ever guessed.</summary>
    public static ModuleSettings? Read(string text, ProblemList problems)
    {
        return Read(text, false, problems);
    }

    /// <summary>As <see cref="Read(string, ProblemList)"/>, for a text in a store: it names no files, because policy, certificates, keys
    /// and passwords are records beside it.</summary>
    public static ModuleSettings? ReadStored(string text, ProblemList problems)
    {
        return Read(text, true, problems);
    }

    /// <summary>Reads one line of a text in a store by itself.</summary>
    internal static void Line(string line, ProblemList problems)
    {
        ReadLine(line, 0, true, ModuleSettings.NoValues(), new int[SettingKeys.Count], problems);
    }

    /// <summary>The key that a line is about; empty for a blank or a comment.</summary>
    internal static string KeyOf(string line)
    {
        char[] text = line.ToCharArray();
        int stop = Stop(text);
        int at = SkipBlanks(text, 0, stop);
        return new string(text, at, SkipWord(text, at, stop) - at);
    }

    /// <summary>The value of a line that has a key.</summary>
    internal static string ValueOf(string line)
    {
        char[] text = line.ToCharArray();
        int stop = Stop(text);
        int at = SkipBlanks(text, SkipWord(text, SkipBlanks(text, 0, stop), stop), stop);
        return new string(text, at, stop - at);
    }

    private static ModuleSettings? Read(string text, bool isStored, ProblemList problems)
    {
        if (text.Length > GuardLimits.MaxSettingsText)
        {
            problems.Error(1, 1, "", "the settings have " + text.Length.ToString() + " characters; at most "
                + GuardLimits.MaxSettingsText.ToString() + " fit", "check that this is a settings file, or shorten its comments");
            return null;
        }
        int before = problems.Errors;
        string[][] values = ModuleSettings.NoValues();
        var lines = new int[SettingKeys.Count];
        for (var walk = new TextLines(text); walk.Next();)
        {
            walk.Check(problems);
            ReadLine(walk.Line, walk.Number, isStored, values, lines, problems);
        }

        var settings = new ModuleSettings(values, isStored);
        SettingRules.Run(new PlacedSettings(settings, lines), problems);
        return problems.Errors == before ? settings : null;
    }

    private static void ReadLine(string raw, int line, bool isStored, string[][] values, int[] lines, ProblemList problems)
    {
        char[] text = raw.ToCharArray();
        int stop = Stop(text);
        int at = SkipBlanks(text, 0, stop);
        if (at == stop) return;
        int end = SkipWord(text, at, stop);
        int valueAt = SkipBlanks(text, end, stop);
        string name = new string(text, at, end - at);
        string value = new string(text, valueAt, stop - valueAt);

        int key = SettingKeys.IndexOf(name);
        if (key < 0)
        {
            Unknown(name, line, at + 1, problems);
            return;
        }
        if (isStored && SettingKeys.At(key).Kind == SettingKind.File)
        {
            problems.Error(
                line, at + 1, name, name + " names a file, and a store has none",
                "remove the line: it is installed as a record of its own");
            return;
        }
        int earlier = lines[key];
        if (earlier == 0) lines[key] = line;
        if (value.Length == 0)
        {
            problems.Error(line, at + 1, name, name + " has no value", "write 'KEY VALUE': " + SettingKeys.At(key).Help);
        }
        else if (earlier > 0 && !SettingKeys.At(key).Repeats)
        {
            problems.Error(line, at + 1, name, name + " stands on line " + earlier.ToString() + " already", "keep one of the two lines");
        }
        else if (values[key].Length == GuardLimits.MaxSettingValues)
        {
            TooMany(name, line, at + 1, problems);
        }
        else if (SettingForm.Fits(SettingKeys.At(key), value, line, valueAt + 1, problems))
        {
            values[key] = Appended(values[key], value);
        }
    }

    private static void TooMany(string name, int line, int column, ProblemList problems)
    {
        problems.Error(
            line, column, name, name + " stands on more than " + GuardLimits.MaxSettingValues.ToString() + " lines",
            "remove the lines that are not needed");
    }

    private static string[] Appended(string[] values, string value)
    {
        var longer = new string[values.Length + 1];
        for (int i = 0; i < values.Length; i++) longer[i] = values[i];
        longer[values.Length] = value;
        return longer;
    }

    private static void Unknown(string name, int line, int column, ProblemList problems)
    {
        string near = Spelling.Nearest(name, SettingKeys.Names());
        string remedy = near.Length > 0 ? "did you mean '" + near + "'?" : "'edgeguard-module --keys' lists all keys";
        problems.Error(line, column, name, "there is no setting called " + name, remedy);
    }

    // Where a line ends without its comment and the blanks before that. A '#' begins one only at the beginning or behind a blank: a subject
    // or a file name may hold one.
    private static int Stop(char[] line)
    {
        int stop = 0;
        while (stop < line.Length && (line[stop] != '#' || (stop > 0 && !IsBlank(line[stop - 1])))) stop++;
        while (stop > 0 && IsSpace(line[stop - 1])) stop--;
        return stop;
    }

    private static int SkipBlanks(char[] line, int at, int stop)
    {
        while (at < stop && IsBlank(line[at])) at++;
        return at;
    }

    private static int SkipWord(char[] line, int at, int stop)
    {
        while (at < stop && !IsBlank(line[at])) at++;
        return at;
    }

    private static bool IsBlank(char c)
    {
        return c == ' ' || c == '\t' || c == '\r';
    }

    // What nobody sees at the end of a line, the space of web pages among it.
    private static bool IsSpace(char c)
    {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u0085' || c == '\u00A0';
    }
}
