using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EdgeGuard.Host;

/// <summary>Help that shows of each subcommand one line; all of its description stands in its own help.</summary>
internal sealed class OverviewHelp(HelpAction whole) : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of the library's help, for the whole tree of commands.</summary>
    internal static void Install(RootCommand root)
    {
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction whole } help) help.Action = new OverviewHelp(whole);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        foreach (Command command in parseResult.CommandResult.Command.Subcommands)
        {
            command.Description = FirstSentence(command.Description ?? "");
        }
        return whole.Invoke(parseResult);
    }

    private static string FirstSentence(string text)
    {
        // A line that ends is no end of a sentence; a paragraph is.
        int paragraph = text.IndexOf("\n\n", StringComparison.Ordinal);
        text = (paragraph < 0 ? text : text[..paragraph]).Replace('\n', ' ');
        int end = text.IndexOfAny([':', ';']);
        int stop = text.IndexOf(". ", StringComparison.Ordinal);
        if (stop >= 0 && (end < 0 || stop < end)) end = stop;
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }
}
