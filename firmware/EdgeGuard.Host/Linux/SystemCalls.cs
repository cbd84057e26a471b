using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>The system calls that .NET does not make, or not without waiting or allocating, and their constants: those of the generic ABI,
/// which x64 and arm64 share.</summary>
internal static partial class SystemCalls
{
    internal const int OpenReadWrite = 0x2;
    internal const int OpenNoControllingTerminal = 0x100;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x80000;

    internal const int LockExclusive = 2;
    internal const int LockNonBlocking = 4;

    internal const short PollIn = 0x1;
    internal const short PollOut = 0x4;

    internal const int WithoutWaiting = 0x40;
    internal const int WithoutSignal = 0x4000;

    internal const int NotPermitted = 1;
    internal const int NoSuchFile = 2;
    internal const int Interrupted = 4;
    internal const int InputOutput = 5;
    internal const int NoSuchDeviceOrAddress = 6;
    internal const int TryAgain = 11;
    internal const int AccessDenied = 13;
    internal const int Busy = 16;
    internal const int NoSuchDevice = 19;
    internal const int NotADirectory = 20;
    internal const int IsADirectory = 21;
    internal const int TooManyFilesOfTheSystem = 23;
    internal const int TooManyFiles = 24;
    internal const int ReadOnlyFileSystem = 30;

    internal const int LimitOfFiles = 7;

    internal const nuint GetTermios2 = 0x802C542A;
    internal const nuint SetTermios2AndFlush = 0x402C542D;
    internal const nuint GetWindowSize = 0x5413;
    internal const nuint TakeExclusively = 0x540C;
    internal const nuint EndExclusively = 0x540D;
    internal const nuint GetSerial = 0x541E;
    internal const nuint SetSerial = 0x541F;
    internal const nuint SetRs485 = 0x542F;
    internal const nuint UnlockPseudoTerminal = 0x40045431;
    internal const nuint NumberOfPseudoTerminal = 0x80045430;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle file, ref byte buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeFileHandle file, ref readonly byte buffer, nint count);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(SafeHandle socket, ref byte buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(SafeHandle socket, ref readonly byte buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "dup", SetLastError = true)]
    internal static partial int Duplicate(int file);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    internal static partial int Limit(int what, ref ResourceLimit limit);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventFile(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Status(int folder, string path, int flags, uint wanted, ref FileStatus status);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Access(string path, int wanted);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "ppoll", SetLastError = true)]
    internal static partial int Poll(ref PollEntry entries, nuint count, ref readonly TimeSpec timeout, nint signals);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, ref int argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, ref Termios2 argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, ref WindowSize argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, ref Rs485 argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, nuint request, ref SerialStruct argument);

    /// <summary>struct pollfd.</summary>
    internal struct PollEntry
    {
        internal int File;
        internal short Wanted;
        internal short Found;
    }

    /// <summary>The beginning of struct statx, and room for the rest of its 256 bytes.</summary>
    internal unsafe struct FileStatus
    {
        internal uint Found;
        internal uint BlockSize;
        internal ulong Attributes;
        internal uint Links;
        internal uint User;
        internal uint Group;
        internal fixed byte Rest[228];
    }

    /// <summary>struct rlimit of a 64-bit system.</summary>
    internal struct ResourceLimit
    {
        internal ulong Current;
        internal ulong Most;
    }

    /// <summary>struct timespec of a 64-bit system.</summary>
    internal struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    /// <summary>struct termios2: unlike termios it takes any baud rate as a number.</summary>
    internal unsafe struct Termios2
    {
        internal uint Input;
        internal uint Output;
        internal uint Control;
        internal uint Local;
        internal byte Discipline;
        internal fixed byte Characters[19];
        internal uint InputSpeed;
        internal uint OutputSpeed;
    }

    /// <summary>struct winsize.</summary>
    internal struct WindowSize
    {
        internal ushort Lines;
        internal ushort Columns;
        internal ushort Width;
        internal ushort Height;
    }

    /// <summary>struct serial_rs485.</summary>
    internal unsafe struct Rs485
    {
        internal uint Flags;
        internal uint DelayBeforeSendMs;
        internal uint DelayAfterSendMs;
        internal fixed uint Reserved[5];
    }

    /// <summary>The beginning of struct serial_struct, and room for what
    /// the kernel writes behind it (72 bytes on 64-bit systems).</summary>
    internal unsafe struct SerialStruct
    {
        internal int Type;
        internal int Line;
        internal uint Port;
        internal int Interrupt;
        internal int Flags;
        internal fixed byte Rest[108];
    }
}
