using System;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeGuard.Host.Linux;

namespace EdgeGuard.Host.Store;

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
        return status.User == SystemCalls.EffectiveUser() ? null : NameOf(status.User.ToString(CultureInfo.InvariantCulture));
    }

    private static string NameOf(string number)
    {
        try
        {
            // name:password:number:…
            return File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(entry => entry.Length > 2 && entry[2] == number)?[0] ?? "#" + number;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "#" + number;
        }
    }
}
