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
    internal const uint PeerClosed = 0x2000;
    internal const uint OneShot = 0x40000000;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int Create(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle epoll, int operation, int file, ref Event wanted);

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int Wait(SafeFileHandle epoll, ref Event happened, int count, int milliseconds);

    /// <summary>struct epoll_event: packed on x64 (12 bytes), and nowhere else (16).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct Event
    {
        [FieldOffset(0)]
        internal uint What;

        [FieldOffset(4)]
        internal int PackedFile;

        [FieldOffset(8)]
        internal int AlignedFile;

        internal int File
        {
            readonly get => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? PackedFile : AlignedFile;
            set
            {
                PackedFile = 0;
                AlignedFile = 0;
                if (RuntimeInformation.ProcessArchitecture == Architecture.X64) PackedFile = value;
                else AlignedFile = value;
            }
        }
    }
}
