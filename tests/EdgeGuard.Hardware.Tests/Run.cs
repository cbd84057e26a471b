using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace EdgeGuard.Hardware.Tests;

/// <summary>What a program of the trade said, and how it ended.</summary>
internal sealed record Run(int ExitCode, string Output)
{
    private const int MostMs = 300_000;

    internal static Run Of(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // KiCad keeps settings in its home; nobody's own ones may change what it finds.
        string home = Directory.CreateTempSubdirectory("edgeguard-kicad").FullName;
        // NuGet's packages stay where they are, or what dotnet restores for it is gone with that home.
        string packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? packages;
        start.Environment["HOME"] = home;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(MostMs))
        {
            process.Kill(true);
            throw new TimeoutException(program + " did not end");
        }
        var run = new Run(process.ExitCode, output.Result + error.Result);
        Directory.Delete(home, true);
        return run;
    }
}
