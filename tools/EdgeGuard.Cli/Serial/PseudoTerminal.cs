using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Cli;

/// <summary>A pseudo-terminal: a serial port that programs may open by its path, and its other end in our hands.</summary>
/// <remarks>What is written at one end is at once at the other: whoever wants a wire's times has to make them.</remarks>
public sealed class PseudoTerminal : IDisposable
{
    private readonly SafeFileHandle _keptOpen;

    /// <exception cref="IOException">The system has no more of them.</exception>
    public PseudoTerminal(IClock clock)
    {
        SafeFileHandle ours = Open("/dev/ptmx");
        int number = 0;
        int isLocked = 0;
        Demand(SystemCalls.Control(ours, SystemCalls.UnlockPseudoTerminal, ref isLocked) == 0);
        Demand(SystemCalls.Control(ours, SystemCalls.NumberOfPseudoTerminal, ref number) == 0);
        Path = "/dev/pts/" + number.ToString(CultureInfo.InvariantCulture);
        // With nobody at the other end ours would have ended; and until a program sets it otherwise it would send back what it is given.
        _keptOpen = Open(Path);
        Demand(TtyMode.TrySet(_keptOpen, Path, new SerialFormat(9600, SerialParity.None, 1), isRs485: false, out _));
        Other = TtyLink.Create(ours, clock) ?? throw new IOException("no file is left");
    }

    /// <summary>Where programs open it.</summary>
    public string Path { get; }

    /// <summary>The end that stays with us.</summary>
    public ISerialLink Other { get; }

    public void Dispose()
    {
        Other.Close();
        _keptOpen.Dispose();
    }

    private static SafeFileHandle Open(string path)
    {
        const int Flags = SystemCalls.OpenReadWrite | SystemCalls.OpenNoControllingTerminal | SystemCalls.OpenNonBlocking
            | SystemCalls.OpenCloseOnExec;
        int number = SystemCalls.Open(path, Flags);
        Demand(number >= 0);
        return new SafeFileHandle(number, ownsHandle: true);
    }

    private static void Demand(bool isDone)
    {
        if (!isDone) throw new IOException("no pseudo-terminal can be had: " + Marshal.GetLastPInvokeErrorMessage());
    }
}
