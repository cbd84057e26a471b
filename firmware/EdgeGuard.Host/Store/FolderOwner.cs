using System;
using System.Globalization;

namespace EdgeGuard.Host;

/// <summary>The user whom a folder belongs to.</summary>
internal static class FolderOwner
{
    private const int WorkingFolder = -100;
    private const uint UserWanted = 0x8;

    /// <summary>Its name; null where it is who runs this program, or cannot be known.</summary>
    internal static string? Other(string path)
    {
        var status = default(SystemCalls.FileStatus);
        if (OperatingSystem.IsWindows() || SystemCalls.Status(WorkingFolder, path, 0, UserWanted, ref status) != 0) return null;
        if (status.User == SystemCalls.EffectiveUser()) return null;
        return NameFile.Name(NameFile.Users, status.User) ?? "#" + status.User.ToString(CultureInfo.InvariantCulture);
    }
}
