using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests;

/// <summary>Runs <c>edgeguard policy</c> in this process, on a policy in a file of its own.</summary>
internal sealed class PolicyCli : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    internal PolicyCli(string policy)
    {
        File.WriteAllText(_path, policy);
    }

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    /// <summary>Runs a command line; FILE stands for the policy's path, also in what is printed.</summary>
    internal int Run(params string[] args)
    {
        var root = new RootCommand { PolicyCommand.Create() };
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        string[] replaced = Array.ConvertAll(args, arg => arg == "FILE" ? _path : arg);
        int exit = root.Parse(["policy", .. replaced]).Invoke(configuration);
        Output = output.ToString().Replace(_path, "FILE", StringComparison.Ordinal);
        Error = error.ToString().Replace(_path, "FILE", StringComparison.Ordinal);
        return exit;
    }

    /// <summary>Cuts a command line as a shell does: spaces, and double quotes around them.</summary>
    internal static string[] Split(string line)
    {
        var words = new List<string>();
        string[] parts = line.Split('"');
        for (int i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1) words.Add(parts[i]);
            else words.AddRange(parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return [.. words];
    }

    public void Dispose()
    {
        File.Delete(_path);
    }
}
