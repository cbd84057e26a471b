using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeGuard.Testing;

/// <summary>A program that nobody here wrote and that a test needs, from a Debian package.</summary>
public static class PeerProgram
{
    // Where daemons are is not on every user's path.
    private const string Daemons = "/usr/sbin";

    /// <summary>The program's path. Where it is missing, the test ends as inconclusive, naming the package; it fails where
    /// EDGEGUARD_PEERS=required says that everything is installed.</summary>
    /// <param name="program">Its name, or a whole path that must be there.</param>
    /// <param name="package">What to install.</param>
    public static string Find(string program, string package)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), Daemons];
        string? path = folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        return path ?? Missing($"there is no {program}: apt-get install {package}");
    }

    /// <summary>The folder of a package of npm's, which no Debian package holds. Where it is missing, as with a program.</summary>
    /// <param name="package">Its name.</param>
    /// <param name="version">The one that was tried.</param>
    public static string FindNodePackage(string package, string version)
    {
        string told = Environment.GetEnvironmentVariable("NODE_PATH") ?? "";
        string[] folders = [
            .. told.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "/usr/lib/node_modules",
            "/usr/local/lib/node_modules", "/usr/share/nodejs"];
        string? path = folders.Select(folder => Path.Combine(folder, package)).FirstOrDefault(Directory.Exists);
        return path
            ?? Missing($"there is no {package}: npm install --prefix FOLDER {package}@{version}, and NODE_PATH=FOLDER/node_modules");
    }

    /// <summary>Ends the test for want of something that it needs on this machine.</summary>
    public static string Missing(string remedy)
    {
        if (Environment.GetEnvironmentVariable("EDGEGUARD_PEERS") == "required") Assert.Fail(remedy);
        Assert.Inconclusive(remedy);
        throw new InvalidOperationException(remedy);
    }
}
