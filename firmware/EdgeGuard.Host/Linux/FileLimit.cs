using System;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace EdgeGuard.Host;

/// <summary>How many file handles this process may have, has, and what the system says when there is none left.</summary>
public static class FileLimit
{
    private const string Handles = "/proc/self/fd";

    /// <summary>The words for it, wherever it shows.</summary>
    public static string Words
    {
        get
        {
            long most = Most();
            return most > 0 ? $"no file handles left (limit {most})" : "no file handles left";
        }
    }

    /// <summary>Handles that the process may have at once (RLIMIT_NOFILE); 0: unknown, or without a limit.</summary>
    public static long Most()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var limit = default(SystemCalls.ResourceLimit);
        bool isKnown = SystemCalls.Limit(SystemCalls.LimitOfFiles, ref limit) == 0;
        return isKnown && limit.Current <= int.MaxValue ? (long)limit.Current : 0;
    }

    /// <summary>Handles that it has not used yet; <see cref="int.MaxValue"/> where that is unknown.</summary>
    public static int Left()
    {
        long most = Most();
        if (most == 0) return int.MaxValue;
        try
        {
            return (int)Math.Max(0, most - Directory.GetFileSystemEntries(Handles).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without /proc, or without a handle for it.
            return Directory.Exists(Handles) ? 0 : int.MaxValue;
        }
    }

    /// <summary>Whether so many handles are free now: takes and gives back
    /// as many, which the system counts better than anybody else.</summary>
    /// <param name="open">A socket, of which the caller sees to it that it stays open.</param>
    /// <param name="count">How many.</param>
    internal static bool AreFree(Socket open, int count)
    {
        if (!OperatingSystem.IsLinux()) return true;
        Span<int> taken = stackalloc int[count];
        int got = 0;
        while (got < count && (taken[got] = SystemCalls.Duplicate((int)open.Handle)) >= 0) got++;
        bool areFree = got == count
            || Marshal.GetLastPInvokeError() is not (SystemCalls.TooManyFiles or SystemCalls.TooManyFilesOfTheSystem);
        for (int i = 0; i < got; i++) _ = SystemCalls.Close(taken[i]);
        return areFree;
    }

    /// <summary>Whether a file could not be opened for want of a handle, the process's or the system's.</summary>
    public static bool IsReached(Exception fault) =>
        fault is IOException && fault.HResult is SystemCalls.TooManyFiles or SystemCalls.TooManyFilesOfTheSystem;

    /// <summary>What stands in the way of a file: the words for a missing handle, else the system's own.</summary>
    public static string Reason(Exception fault) => IsReached(fault) ? Words : fault.Message;
}
