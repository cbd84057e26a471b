using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A program that is measured: the executable that was named, or the one of the checkout, published for this.</summary>
/// <param name="Words">What it is.</param>
/// <param name="Option">By which its executable is named.</param>
/// <param name="Project">In the checkout.</param>
/// <param name="Folder">Below <c>artifacts</c>.</param>
/// <param name="Executable">Its name.</param>
internal sealed record BenchProgram(string Words, string Option, string Project, string Folder, string Executable)
{
    /// <summary>The module, a native executable.</summary>
    public static readonly BenchProgram Module = new(
        "the module as a native executable", "--module-path", "firmware/EdgeGuard.Host/EdgeGuard.Host.csproj", "module",
        "edgeguard-module");

    /// <summary>The central console.</summary>
    public static readonly BenchProgram Central = new(
        "the central console", "--central-path", "tools/EdgeGuard.Central/EdgeGuard.Central.csproj", "central", "edgeguard-central");

    /// <exception cref="BenchException">There is none.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string Find(string? named, TextWriter log, CancellationToken stop)
    {
        if (named == null) return Publish(log, stop);
        return File.Exists(named) ? Path.GetFullPath(named) : throw new BenchException($"there is no executable {named}");
    }

    // Quick when nothing has changed since the last time.
    private string Publish(TextWriter log, CancellationToken stop)
    {
        string checkout = Checkout() ?? throw new BenchException($"this is no checkout; name the executable with {Option}");
        string folder = Path.Combine(checkout, "artifacts", Folder);
        log.WriteLine($"publishing {Words} …");
        string[] arguments = ["publish", Project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "-v", "q"];
        // Native where the project says so; else it takes the runtime that is there.
        string[] all = this == Central ? [.. arguments, "--self-contained", "false"] : arguments;
        var start = new ProcessStartInfo("dotnet", all) { WorkingDirectory = checkout, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        using CancellationTokenRegistration end = stop.Register(() => publish.Kill(entireProcessTree: true));
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return publish.ExitCode == 0 ? Path.Combine(folder, Executable) : throw new BenchException($"{Words} cannot be published:\n{said}");
    }

    private static string? Checkout()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at != null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "EdgeGuard.sln"))) return at.FullName;
        }
        return null;
    }
}
