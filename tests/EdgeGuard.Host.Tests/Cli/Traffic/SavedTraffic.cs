using System;
using System.CommandLine;
using System.IO;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>A folder with saved reports and policies, and <c>edgeguard</c> run on them in this process.</summary>
internal sealed class SavedTraffic : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-traffic-").FullName;

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    /// <summary>Adds reports of a module to <c>week.traffic</c>.</summary>
    internal SavedTraffic Add(string module, params byte[][] reports)
    {
        using TrafficRecording? recording = TrafficRecording.Open(PathOf("week.traffic"), TimeProvider.System, out string problem);
        Assert.IsNotNull(recording, problem);
        foreach (byte[] report in reports) recording.Add($"edgeguard/v1/{module}/traffic", report);
        return this;
    }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Runs <c>edgeguard traffic</c> on what was saved.</summary>
    internal int Traffic(params string[] arguments) => Run(TrafficCommand.Create(), ["--traffic", "week.traffic", .. arguments]);

    /// <summary>Runs <c>edgeguard policy</c>; names of files that are here stand for their paths.</summary>
    internal int Policy(params string[] arguments) => Run(PolicyCommand.Create(), arguments);

    public void Dispose() => Directory.Delete(_folder, true);

    private int Run(Command command, string[] arguments)
    {
        string[] paths = Array.ConvertAll(arguments, each => File.Exists(PathOf(each)) ? PathOf(each) : each);
        (int exit, string output, string error) = CliRun.Run(command, paths);
        Output = output.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        Error = error.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return exit;
    }
}
