using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Looking at settings, and changing the candidate's.</summary>
internal static class SettingCommands
{
    internal static void Show(ConsoleSession session, CommandWords words)
    {
        Configurations configurations = session.Services.Configurations;
        if (words.Count == 1)
        {
            Text(session, configurations.CandidateSettings, "The candidate has no settings.");
        }
        else if (words[1] == "running")
        {
            Text(
                session, configurations.InForce == null ? "" : configurations.InForce.Texts.Settings,
                "Nothing is in force: every request is refused.");
        }
        else
        {
            ShowKey(session, words[1]);
        }
    }

    internal static void Set(ConsoleSession session, CommandWords words)
    {
        if (words.Count < 3)
        {
            session.Fail("a key and a value are needed", "'set site north'; 'set ?' lists the keys");
            return;
        }
        var problems = new ProblemList();
        CommitFault fault = session.Services.Configurations.Set(session.Person!, words[1], Value(words), problems);
        if (fault == CommitFault.Problems) session.Fail(problems[0].Message, problems[0].Remedy);
        else CommitCommands.Finish(session, fault);
    }

    internal static void Unset(ConsoleSession session, CommandWords words)
    {
        if (words.Count < 2)
        {
            session.Fail("which key?", "'unset mqtt.broker'");
            return;
        }
        CommitFault fault = session.Services.Configurations.Unset(session.Person!, words[1], words.Count > 2 ? Value(words) : "");
        if (fault == CommitFault.NothingToCommit)
        {
            session.Fail("the candidate has no line '" + words.Rest(1) + "'", "'show' lists its lines");
        }
        else
        {
            CommitCommands.Finish(session, fault);
        }
    }

    /// <summary>Every line of a text.</summary>
    internal static void Text(ConsoleSession session, string text, string otherwise)
    {
        if (text.Length == 0)
        {
            session.Output.Line(otherwise);
            return;
        }
        session.Output.Lines(text);
    }

    // The rest of the line as typed, without the quotes around the whole of it.
    private static string Value(CommandWords words)
    {
        string rest = words.Rest(2);
        return words.Count == 3 && rest.Length >= 2 && rest[0] == '"' ? words[2] : rest;
    }

    private static void ShowKey(ConsoleSession session, string name)
    {
        int index = SettingKeys.IndexOf(name);
        if (index < 0)
        {
            session.Fail("there is no setting called " + name, Spelling.Suggest(name, SettingKeys.Names(), "'show ?' lists all"));
            return;
        }
        SettingKey key = SettingKeys.At(index);
        Configurations configurations = session.Services.Configurations;
        session.Output.Line(name + ": " + key.Help);
        session.Output.Line("  in force   " + ValueIn(configurations.InForce == null ? "" : configurations.InForce.Texts.Settings, name));
        session.Output.Line("  candidate  " + ValueIn(configurations.CandidateSettings, name));
        session.Output.Line("  default    " + (key.Default.Length > 0 ? key.Default : key.IsRequired ? "none: it must be set" : "none"));
    }

    /// <summary>What a text says of a key; <c>-</c> when it is silent, several values with commas between.</summary>
    internal static string ValueIn(string text, string name)
    {
        string values = "";
        for (var lines = new TextLines(text); lines.Next();)
        {
            var words = new CommandWords(lines.Line);
            if (words[0] == name) values += (values.Length > 0 ? ", " : "") + words.Rest(1);
        }
        return values.Length > 0 ? values : "-";
    }
}
