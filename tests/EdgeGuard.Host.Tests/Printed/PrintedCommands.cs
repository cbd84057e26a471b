using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeGuard.Shell;

namespace EdgeGuard.Host.Tests.Printed;

/// <summary>Finds every command that programs and documents of this repository print.</summary>
internal static partial class PrintedCommands
{
    // History: what was printed then.
    private static readonly string[] NotRead = ["CHANGELOG.md"];

    // Its words are those of policies, some of which are commands too.
    private const string PolicyPage = "firmware/EdgeGuard.Policy/README.md";

    /// <summary>Those of the executables, in sources and documents.</summary>
    internal static IEnumerable<PrintedCommand> OfPrograms()
    {
        foreach ((string where, string text) in Texts().SelectMany(Lines))
        {
            string rest = text;
            foreach (Match quoted in Quoted().Matches(text).Where(quoted => IsProgram(quoted.Groups[2].Value)))
            {
                yield return new PrintedCommand(where, quoted.Groups[2].Value, false);
                rest = rest.Replace(quoted.Value, "", StringComparison.Ordinal);
            }
            Match bare = Bare().Match(rest);
            if (bare.Success) yield return new PrintedCommand(where, Glued().Replace(bare.Groups[1].Value, ""), true);
        }
        foreach ((string where, string line) in Documents().SelectMany(Lines))
        {
            foreach (Match code in Code().Matches(line).Where(code => IsProgram(code.Groups[1].Value)))
            {
                yield return new PrintedCommand(where, code.Groups[1].Value, false);
            }
            Match typed = Typed().Match(line);
            if (typed.Success) yield return new PrintedCommand(where, typed.Groups[1].Value, true);
        }
    }

    /// <summary>Those of the technician's console.</summary>
    internal static IEnumerable<PrintedCommand> OfConsole()
    {
        foreach ((string where, string text) in Texts().SelectMany(Lines))
        {
            foreach (Match quoted in Quoted().Matches(text).Where(quoted => quoted.Groups[1].Value == "'"))
            {
                if (IsConsole(quoted.Groups[2].Value)) yield return new PrintedCommand(where, quoted.Groups[2].Value, false);
            }
        }
        foreach ((string where, string line) in Documents().Where(page => page.Where != PolicyPage).SelectMany(Lines))
        {
            Match typed = Prompt().Match(line);
            if (typed.Success && IsConsole(typed.Groups[1].Value)) yield return new PrintedCommand(where, typed.Groups[1].Value, true);
            foreach (Match code in Code().Matches(line).Where(code => code.Groups[1].Value.Contains(' ', StringComparison.Ordinal)))
            {
                if (IsConsole(code.Groups[1].Value)) yield return new PrintedCommand(where, code.Groups[1].Value, false);
            }
        }
    }

    internal static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder != null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("no EdgeGuard.sln above the tests");
    }

    private static bool IsProgram(string text) =>
        text.Split(' ')[0] is "edgeguard" or "edgeguard-module" && text.Contains(' ', StringComparison.Ordinal);

    private static bool IsConsole(string text) => Array.IndexOf(CommandTable.FirstWords(), text.Split(' ')[0]) >= 0;

    private static IEnumerable<(string Where, string Text)> Texts() =>
        Files("*.cs", "firmware", "tools").SelectMany(
            file => SourceTexts.Of(file).Select(text => ($"{Short(file)}:{text.Line}", text.Text)));

    private static IEnumerable<(string Where, string Text)> Documents() =>
        Files("*.md", ".").Where(file => !NotRead.Contains(Path.GetFileName(file))).Select(file => (Short(file), File.ReadAllText(file)));

    private static IEnumerable<string> Files(string pattern, params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Short(string file) => Path.GetRelativePath(Root(), file);

    private static IEnumerable<(string Where, string Line)> Lines((string Where, string Text) text) =>
        text.Text.Split('\n').Select(line => (text.Where, line));

    [GeneratedRegex(@"(?<![A-Za-z0-9])(['`])([a-z][^'`]*)\1(?![A-Za-z0-9])")]
    private static partial Regex Quoted();

    // The next paragraph of a help, behind its example.
    [GeneratedRegex("(?<=[^ ])X$")]
    private static partial Regex Glued();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("(?:^|[ (])(edgeguard(?:-module)? [^:].*)$")]
    private static partial Regex Bare();

    [
        GeneratedRegex(
            @"^ *(?:\$ |ExecStart=/usr/local/bin/)?(?:dotnet run --project tools/EdgeGuard.Cli -- )?(edgeguard(?:-module)? [^:].*)$")]
    private static partial Regex Typed();

    [GeneratedRegex(@"^ *[a-z]+(?: \[[^\]]*\])?> (.+)$")]
    private static partial Regex Prompt();
}
