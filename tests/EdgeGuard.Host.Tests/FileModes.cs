using System;
using System.IO;

namespace EdgeGuard.Host.Tests;

/// <summary>Unix modes of files; Windows has none.</summary>
internal static class FileModes
{
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    internal static void Are(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(mode, File.GetUnixFileMode(path), path);
    }
}
