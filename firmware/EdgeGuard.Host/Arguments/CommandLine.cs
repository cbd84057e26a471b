using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace EdgeGuard.Host;

/// <summary>Runs a command line as all three programs do: what is wrong with
/// the arguments is named on a line of its own, never with the whole help.</summary>
internal static class CommandLine
{
    /// <summary>Wrong arguments: documented in the help of every command; scripts rely on it.</summary>
    internal const int Misused = 2;

    // A value may begin with '@' like any other; nobody asked for files of arguments.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Does what the arguments say; the exit code.</summary>
    /// <param name="root">What there is.</param>
    /// <param name="program">The name by which people call it.</param>
    /// <param name="arguments">As they were typed.</param>
    /// <param name="io">Where output goes, and how long an end may take.</param>
    internal static int Run(RootCommand root, string program, string[] arguments, InvocationConfiguration io)
    {
        ParseResult parsed = root.Parse(arguments, Parser);
        List<string> problems = AsksForHelp(parsed) ? [] : Misuse.Of(parsed);
        if (problems.Count == 0) return parsed.Invoke(io);
        string called = Called(program, parsed.CommandResult);
        foreach (string problem in problems) io.Error.WriteLine($"{program}: error: {problem}");
        io.Error.WriteLine($"{program}: hint: {Misuse.Remedy(parsed, called)}");
        return Misused;
    }

    // Help and version have actions of their own, and no arguments that could be wrong.
    private static bool AsksForHelp(ParseResult parsed) =>
        parsed.Action is not ParseErrorAction && parsed.Action != parsed.CommandResult.Command.Action;

    private static string Called(string program, CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Called(program, parent)} {command.Command.Name}" : program;
}
