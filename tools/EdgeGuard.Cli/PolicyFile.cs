using System;
using System.CommandLine;
using System.IO;
using EdgeGuard.Host;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary>A policy file that was read, with what is wrong in it.</summary>
internal sealed class PolicyFile
{
    private readonly string[] _lines;

    private PolicyFile(string path, string text)
    {
        Path = path;
        Reading = PolicyReader.Read(text);
        _lines = text.Split('\n');
    }

    internal string Path { get; }

    internal PolicyReading Reading { get; }

    /// <summary>The file, or null with the reason on standard error.</summary>
    internal static PolicyFile? Open(string path, ParseResult parsed)
    {
        string? text = TextFile.Read(path, out string problem, out string remedy);
        if (text != null) return new PolicyFile(path, text);
        parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: error: {path} {problem}");
        parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: hint: {remedy}");
        return null;
    }

    /// <summary>The file of a policy that can be used; else null, with the reason, or how to see it, on standard error.</summary>
    internal static PolicyFile? OpenUsable(string path, ParseResult parsed)
    {
        PolicyFile? file = Open(path, parsed);
        if (file == null || file.Reading.Policy != null) return file;
        TextWriter error = parsed.InvocationConfiguration.Error;
        error.WriteLine($"edgeguard: error: {Count(file.Reading.Problems.Errors, "error")} in {path}");
        error.WriteLine($"edgeguard: hint: 'edgeguard policy check {path}' lists them");
        return null;
    }

    /// <summary>Every problem with its place, the line it stands in, and what to do.</summary>
    internal void WriteProblems(TextWriter output)
    {
        ProblemList problems = Reading.Problems;
        for (int i = 0; i < problems.Count; i++) WriteProblem(output, problems[i]);
        int left = problems.Errors + problems.Warnings - problems.Count;
        if (left > 0) output.WriteLine($"... and {left} more");
    }

    /// <summary><c>2 errors and 1 warning</c>.</summary>
    internal string Summary()
    {
        ProblemList problems = Reading.Problems;
        string errors = Count(problems.Errors, "error");
        if (problems.Warnings == 0) return errors;
        string warnings = Count(problems.Warnings, "warning");
        return problems.Errors == 0 ? warnings : errors + " and " + warnings;
    }

    private static string Count(int count, string what)
    {
        return count == 1 ? $"1 {what}" : $"{count} {what}s";
    }

    private void WriteProblem(TextWriter output, Problem problem)
    {
        output.WriteLine($"{Path}:{problem.Line}:{problem.Column}: {(problem.IsWarning ? "warning" : "error")}: {problem.Message}");
        string line = problem.Line <= _lines.Length ? _lines[problem.Line - 1].TrimEnd('\r') : "";
        if (line.Length > 0)
        {
            int before = Math.Min(problem.Column - 1, line.Length);
            int marked = Math.Clamp(problem.Text.Length, 1, Math.Max(1, line.Length - before));
            output.WriteLine($"{problem.Line,6} | {line}");
            output.WriteLine($"       | {Blank(line, before)}{new string('^', marked)}");
        }

        if (problem.Remedy.Length > 0) output.WriteLine($"       = {problem.Remedy}");
        output.WriteLine();
    }

    // A tab stays a tab, so that the mark stands below what it marks.
    private static string Blank(string line, int length)
    {
        char[] blank = new char[length];
        for (int i = 0; i < length; i++) blank[i] = line[i] == '\t' ? '\t' : ' ';
        return new string(blank);
    }
}
