using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Shell;

/// <summary>Help: all commands, one of them, or what can follow at any point of a line.</summary>
internal static class HelpCommand
{
    private const int NameColumns = 26;

    internal static void Run(ConsoleSession session, CommandWords words)
    {
        if (words.Count == 1)
        {
            for (int i = 0; i < CommandTable.Count; i++) Line(session, CommandTable.At(i));
            session.Output.Line();
            session.Output.Line("? shows what can follow at any point, Tab completes, arrows bring earlier lines back.");
            return;
        }
        int found = 0;
        for (int i = 0; i < CommandTable.Count; i++)
        {
            Command command = CommandTable.At(i);
            bool isIt = command.First == words[1] && (words.Count == 2 || command.Second == words[2]);
            if (!isIt || !session.Login.MayUse(command)) continue;
            found++;
            session.Output.Line(command.Usage);
            session.Output.Line("    " + command.Help);
        }
        int key = SettingKeys.IndexOf(words[words.Count - 1]);
        if (key >= 0)
        {
            Tell(session, SettingKeys.At(key));
        }
        else if (found == 0)
        {
            session.Fail(
                "there is no help for '" + words.Rest(1) + "'",
                Spelling.Suggest(words[1], CommandTable.FirstWords(), "'help' lists all commands"));
        }
    }

    /// <summary>What could be typed behind a line that has been begun.</summary>
    internal static void AtPoint(ConsoleSession session, Completion completion)
    {
        if (completion.Key != null)
        {
            Tell(session, completion.Key);
        }
        else if (completion.Command != null && !completion.IsName)
        {
            session.Output.Line(completion.Command.Usage);
            session.Output.Line("    " + completion.Command.Help);
        }
        for (int i = 0; i < completion.Count; i++)
        {
            session.Output.Line("  " + TerminalText.Padded(completion.WordAt(i), NameColumns - 2) + completion.HelpAt(i));
        }
        if (completion.Count == 0 && completion.Command == null)
        {
            session.Output.Line("  nothing can follow here; 'help' lists all commands");
        }
    }

    private static void Tell(ConsoleSession session, SettingKey key)
    {
        session.Output.Line(key.Name + (key.Repeats ? "   may be set several times, each adds a line" : ""));
        session.Output.Line("    " + key.Help);
        session.Output.Line("    its value: " + SettingForm.Of(key));
        if (key.Default.Length > 0) session.Output.Line("    unless set: " + key.Default);
        session.Output.Line("    takes effect: " + EffectText.Of(key.Effect));
    }

    private static void Line(ConsoleSession session, Command command)
    {
        if (!session.Login.MayUse(command)) return;
        string usage = command.Usage;
        if (usage.Length >= NameColumns)
        {
            session.Output.Line(usage);
            usage = "";
        }
        session.Output.Line(TerminalText.Padded(usage, NameColumns) + command.Help);
    }
}
