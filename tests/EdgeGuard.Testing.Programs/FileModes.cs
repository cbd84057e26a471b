using System;
using System.IO;

namespace EdgeGuard.Testing.Programs;

/// <summary>Unix modes of files; Windows has none.</summary>
public static class FileModes
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    public static void Are(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) Assert.AreEqual(mode, File.GetUnixFileMode(path), path);
    }
}
