using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>epoll(7) of Linux on x64 and arm64.</summary>
internal static partial class Epoll
{
    internal const int CloseOnExec = 0x80000;

    internal const int Add = 1;
    internal const int Delete = 2;
    internal const int Modify = 3;

    internal const uint In = 0x1;
    internal const uint Out = 0x4;
    internal const uint PeerClosed = 0x2000;
    internal const uint EdgeTriggered = 0x80000000;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int Create(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle epoll, int operation, int file, ref uint wanted);

    /// <param name="epoll">The epoll.</param>
    /// <param name="happened">Room for <paramref name="count"/> events of <see cref="Words"/> words each.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="milliseconds">How long to wait; 0: not at all.</param>
    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int Wait(SafeFileHandle epoll, ref uint happened, int count, int milliseconds);

    /// <summary>Words of 32 bits of a struct epoll_event: what, and 64 bits of the caller's, of which the first word is a file's number
    /// here. Packed on x64, and nowhere else.</summary>
    internal static int Words
    {
        get { return IsPacked ? 3 : 4; }
    }

    /// <summary>Which word is the file's number; the first one is what happened.</summary>
    internal static int FileWord
    {
        get { return IsPacked ? 1 : 2; }
    }

    private static bool IsPacked
    {
        get { return RuntimeInformation.ProcessArchitecture == Architecture.X64; }
    }

    /// <summary>Says what is wanted of a file.</summary>
    internal static bool TryControl(SafeFileHandle epoll, int operation, int file, int name, uint wanted)
    {
        Span<uint> words = stackalloc uint[4];
        words.Clear();
        words[0] = wanted;
        words[FileWord] = unchecked((uint)name);
        return Control(epoll, operation, file, ref words[0]) == 0;
    }
}
