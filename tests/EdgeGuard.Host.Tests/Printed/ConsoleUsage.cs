using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Settings;
using EdgeGuard.Shell;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>Whether the words behind a command of the console are what its usage line says: capitals stand for values, brackets for what
/// may be left out, a bar for a choice.</summary>
internal static class ConsoleUsage
{
    // These take all words that are left.
    private static readonly string[] Rest = ["VALUE", "REQUEST", "LINE", "WHEN"];

    /// <summary>What is wrong; null for nothing.</summary>
    internal static string? Problem(PrintedCommand printed)
    {
        // '?' asks what can follow, at any point.
        bool isBegun = printed.Text.EndsWith(" ?", StringComparison.Ordinal);
        var words = new CommandWords((isBegun ? printed.Text[..^2] : printed.Text).Replace("…", "", StringComparison.Ordinal));
        Command? command = CommandTable.Find(words, words.Count);
        // One of a group's commands, all of which the program names at one place, stands there as what is known at run time only.
        bool isAnyOfGroup = words.Count == 2 && words[1] == SourceTexts.Unknown;
        bool isGroup = (words.Count == 1 || isAnyOfGroup) && CommandTable.SecondWords(words[0]).Length > 0;
        if (command == null) return isGroup && (isAnyOfGroup || !printed.IsWhole) ? null : "is no command";
        string[] given = [.. Enumerable.Range(command.NameWords, words.Count - command.NameWords).Select(i => words[i])];
        if (isBegun || (given.Length == 0 && !printed.IsWhole)) return null;
        return Fits(command.Arguments.Trim(), given) ? null : $"does not fit '{command.Usage}'";
    }

    private static bool Fits(string usage, string[] given) => Ends(usage, given, 0).Contains(given.Length);

    // Up to where a usage can take the words from 'at' on.
    private static HashSet<int> Ends(string usage, string[] given, int at)
    {
        string[] choices = Cut(usage, " | ");
        if (choices.Length > 1) return [.. choices.SelectMany(choice => Ends(choice, given, at))];
        HashSet<int> ends = [at];
        foreach (string item in Cut(usage, " "))
        {
            bool isOptional = item.StartsWith('[');
            string inner = isOptional ? item[1..^1] : item;
            HashSet<int> next = isOptional ? [.. ends] : [];
            foreach (int end in ends) next.UnionWith(isOptional ? Ends(inner, given, end) : Word(inner, given, end));
            ends = next;
        }
        return ends;
    }

    private static IEnumerable<int> Word(string item, string[] given, int at)
    {
        if (item.Length == 0) return [at];
        if (at >= given.Length) return [];
        if (Rest.Contains(item)) return [given.Length];
        return IsOne(item, given[at]) ? [at + 1] : [];
    }

    private static bool IsOne(string item, string word)
    {
        // A value may be printed as its name in capitals, as X for what a program puts in, or as one that could be.
        bool isValue = item.Any(char.IsAsciiLetterUpper) && !item.Any(char.IsAsciiLetterLower);
        if (!isValue) return item.Split('|').Contains(word);
        if (word == item || word == SourceTexts.Unknown) return true;
        return item switch
        {
            "N" or "SECONDS" or "SESSION" or "UNIT" or "ADDRESS" => word.All(char.IsAsciiDigit),
            "KEY" => SettingKeys.IndexOf(word) >= 0,
            "LEVEL" => word is "viewer" or "technician",
            "DIAL" => word is "link" or "frame" or "request",
            "COMMAND" => CommandTable.FirstWords().Contains(word),
            _ => true,
        };
    }

    // At the separators outside of brackets.
    private static string[] Cut(string usage, string separator)
    {
        var parts = new List<string>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < usage.Length; i++)
        {
            if (usage[i] == '[')
            {
                depth++;
            }
            else if (usage[i] == ']')
            {
                depth--;
            }
            else if (depth == 0 && string.CompareOrdinal(usage, i, separator, 0, separator.Length) == 0)
            {
                parts.Add(usage[from..i]);
                from = i + separator.Length;
            }
        }
        parts.Add(usage[from..]);
        return [.. parts];
    }
}
