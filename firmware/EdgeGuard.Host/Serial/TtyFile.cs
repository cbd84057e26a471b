using System;
using System.IO;
using System.Linq;

namespace EdgeGuard.Host;

/// <summary>What the file system says of a serial port's device file. Never throws.</summary>
internal static class TtyFile
{
    private const string ById = "/dev/serial/by-id";

    /// <summary>A pseudo-terminal: a program's, with no baud rate, parity or stop bits.</summary>
    internal static bool IsPseudoTerminal(string path) => Device(path).StartsWith("/dev/pts/", StringComparison.Ordinal);

    /// <summary>The device file itself, where the path is a link to it.</summary>
    internal static string Device(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return path;
        }
    }

    /// <summary>The name of a USB adapter that stays when it is plugged in again, or null: the path is one, or there is none.</summary>
    internal static string? LastingName(string path)
    {
        string device = Device(path);
        return path == device ? AllIn(ById).FirstOrDefault(name => Device(name) == device) : null;
    }

    /// <summary>The ports that somebody may have meant: adapters by their lasting names, otherwise what looks like one.</summary>
    internal static string[] Present()
    {
        string[] adapters = AllIn(ById);
        return adapters.Length > 0 ? adapters : [.. AllIn("/dev").Where(IsLikely)];
    }

    // Not ttyS…: Linux has such names for UARTs that are not there.
    private static bool IsLikely(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("ttyUSB", StringComparison.Ordinal) || name.StartsWith("ttyACM", StringComparison.Ordinal)
            || name.StartsWith("ttyAMA", StringComparison.Ordinal) || name.StartsWith("ttymxc", StringComparison.Ordinal);
    }

    private static string[] AllIn(string folder)
    {
        try
        {
            string[] names = Directory.GetFileSystemEntries(folder);
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
