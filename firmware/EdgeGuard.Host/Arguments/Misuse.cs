using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using EdgeGuard.Policy;

namespace EdgeGuard.Host;

/// <summary>What is wrong with a command line, in words that name the place and the value.</summary>
internal static class Misuse
{
    /// <summary>Every problem; empty for a command line that can be run.</summary>
    internal static List<string> Of(ParseResult parsed)
    {
        if (IsNoCommand(parsed)) return [$"'{parsed.UnmatchedTokens[0]}' is no command"];
        List<string> unknown = UnknownOptions(parsed);
        // The words behind one were taken for something else, and what is said of those would mislead.
        if (unknown.Count > 0) return [.. unknown.Select(option => $"unknown option {option}")];
        if (parsed.Errors.Count > 0 && IsGroup(parsed)) return ["which command?"];
        return [.. parsed.Errors.Select(error => Text(error, parsed)).Distinct()];
    }

    /// <summary>What helps: the option that was probably meant, or those that there are.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="called">The command as people type it.</param>
    internal static string Remedy(ParseResult parsed, string called)
    {
        string help = $"'{called} --help' says what is possible";
        List<string> unknown = UnknownOptions(parsed);
        string[] known = Options(parsed.CommandResult.Command);
        if (IsNoCommand(parsed)) return CommandRemedy(parsed, help);
        if (IsGroup(parsed) && (unknown.Count == 0 || known.Length == 0)) return CommandRemedy(parsed, help);
        if (unknown.Count == 0) return help;
        string near = Spelling.Nearest(unknown[0], known);
        if (near.Length > 0) return $"did you mean {near}?";
        string arguments = string.Concat(parsed.CommandResult.Command.Arguments.Select(argument => argument.Name + ", "));
        return $"{called} takes {arguments}{string.Join(", ", known)}; {help}";
    }

    // A command that is there for its subcommands alone.
    private static bool IsGroup(ParseResult parsed) => parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 };

    // What stands behind it belongs to the command that was meant.
    private static bool IsNoCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is { Arguments.Count: 0, Subcommands.Count: > 0 }
        && parsed.UnmatchedTokens.Count > 0 && !LooksLikeOption(parsed.UnmatchedTokens[0]);

    private static string CommandRemedy(ParseResult parsed, string help)
    {
        string[] known = [.. parsed.CommandResult.Command.Subcommands.Select(command => command.Name)];
        string near = parsed.UnmatchedTokens.Count > 0 ? Spelling.Nearest(parsed.UnmatchedTokens[0], known) : "";
        return near.Length > 0 ? $"did you mean {near}?" : $"there are {string.Join(", ", known)}; {help}";
    }

    // The parser takes an option that it does not know for one more argument, or for the value of the option before it.
    private static List<string> UnknownOptions(ParseResult parsed) =>
    [
        .. parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && LooksLikeOption(token.Value))
            .Select(token => token.Value.Split('=')[0]),
    ];

    // Unlike -5.
    private static bool LooksLikeOption(string word)
    {
        int letters = word.StartsWith("--", StringComparison.Ordinal) ? 2 : 1;
        return word.Length > letters && word[0] == '-' && char.IsAsciiLetter(word[letters]);
    }

    private static string[] Options(Command command) =>
        [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name).Where(name => name[0] == '-')];

    private static string Text(ParseError error, ParseResult parsed) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Implicit: false } option =>
            $"{option.Option.Name} lacks its value, {option.Option.HelpName}: {option.Option.Description}",
        OptionResult option when NoNumber(option.Option.ValueType, option.Tokens) is { } word =>
            $"{option.Option.Name} '{word}' is not a number",
        ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing: {argument.Argument.Description}",
        ArgumentResult argument when NoNumber(argument.Argument.ValueType, argument.Tokens) is { } word =>
            $"{argument.Argument.Name} '{word}' is not a number",
        CommandResult when parsed.UnmatchedTokens.Count > 0 => $"'{parsed.UnmatchedTokens[0]}' is an argument too many",
        _ => string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    // The word that is none where there should be one; null where all is well.
    private static string? NoNumber(Type type, IReadOnlyList<Token> tokens)
    {
        Type one = type.GetElementType() ?? type;
        if (one != typeof(int) && one != typeof(double)) return null;
        return tokens.Select(token => token.Value).FirstOrDefault(
            word => one == typeof(int) ? !int.TryParse(word, out _) : !double.TryParse(word, out _));
    }
}
