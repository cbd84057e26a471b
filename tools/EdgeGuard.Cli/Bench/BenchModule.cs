using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>Finds the module's executable: the one that was named, or the NativeAOT one of the checkout, published for this.</summary>
internal static class BenchModule
{
    private const string Name = "edgeguard-module";

    /// <exception cref="BenchException">There is none.</exception>
    public static string Find(string? named, TextWriter log, CancellationToken stop)
    {
        if (named == null) return Publish(log, stop);
        return File.Exists(named) ? Path.GetFullPath(named) : throw new BenchException($"there is no executable {named}");
    }

    // Quick when nothing has changed since the last time.
    private static string Publish(TextWriter log, CancellationToken stop)
    {
        string checkout = Checkout() ?? throw new BenchException("this is no checkout; name the module's executable with --module-path");
        string folder = Path.Combine(checkout, "artifacts", "module");
        log.WriteLine("publishing the module as a native executable …");
        string[] arguments = [
            "publish", "firmware/EdgeGuard.Host/EdgeGuard.Host.csproj", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o",
            folder, "-v", "q"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = checkout, RedirectStandardOutput = true };
        using var publish = Process.Start(start)!;
        using CancellationTokenRegistration end = stop.Register(() => publish.Kill(entireProcessTree: true));
        string said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return publish.ExitCode == 0 ? Path.Combine(folder, Name) : throw new BenchException("the module cannot be published:\n" + said);
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
