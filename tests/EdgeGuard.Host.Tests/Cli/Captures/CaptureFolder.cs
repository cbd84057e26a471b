using System;
using System.IO;
using EdgeGuard.Cli;
using EdgeGuard.Testing.Captures;

namespace EdgeGuard.Host.Tests.Cli.Captures;

/// <summary>A folder with captures and policies, and <c>edgeguard policy</c> run on them in this process.</summary>
internal sealed class CaptureFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("edgeguard-captures").FullName;

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    /// <summary>A capture of a plant: an HMI that polls, an engineer who writes, somebody who tries what there is.</summary>
    internal static CaptureWriter Plant(string server = "10.0.0.2")
    {
        var capture = new CaptureWriter();
        var hmi = new CapturedTalk(capture, "10.0.0.5", server);
        var engineer = new CapturedTalk(capture, "10.0.0.9", server);
        hmi.Open();
        engineer.Open();
        for (int i = 0; i < 100; i++)
        {
            hmi.Time = engineer.Time = 1_700_000_000_000_000_000 + i * 3_600_000_000_000L;
            hmi.Ask(i, 1, 3, 0, 0, 0, 10);
            hmi.Answer(i, 1, [3, 20, .. new byte[20]]);
            engineer.Ask(i, 1, 6, 0, 40, 0, (byte)(100 + i));
            engineer.Answer(i, 1, 6, 0, 40, 0, (byte)(100 + i));
        }
        engineer.Ask(200, 1, 90, 1, 2);
        return capture;
    }

    internal string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_path, name), bytes);
        return name;
    }

    internal string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_path, name), text);
        return name;
    }

    /// <summary>Runs a command line behind <c>edgeguard policy</c>; names of files that were written stand for their paths, also in what is
    /// printed.</summary>
    internal int Run(params string[] arguments)
    {
        string[] paths = Array.ConvertAll(arguments, each => File.Exists(Path.Combine(_path, each)) ? Path.Combine(_path, each) : each);
        (int exit, string output, string error) = CliRun.Run(PolicyCommand.Create(), paths);
        Output = output.Replace(_path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Error = error.Replace(_path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return exit;
    }

    public void Dispose() => Directory.Delete(_path, true);
}
