using System.Runtime.InteropServices;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>A serial port of this machine, by its device file: a UART, a USB adapter, a pseudo-terminal.</summary>
/// <remarks>
/// Advised are the names in /dev/serial/by-id: they stay when adapters are plugged in another order. While it is open, no other
/// program that asks the system has it: it is locked (flock) and taken exclusively (TIOCEXCL). Why a fault came: <see cref="TtyProblem"/>.
/// </remarks>
public sealed class TtyPort : ISerialPort
{
    private readonly SerialFormat _format;
    private readonly bool _isRs485;
    private readonly IClock _clock;

    /// <param name="path">Its device file.</param>
    /// <param name="format">Baud rate, parity and stop bits.</param>
    /// <param name="isRs485">Whether the driver is to switch the transmitter on and off by RTS. Adapters that do so themselves, most USB
    /// ones among them, have no such mode.</param>
    /// <param name="clock">What times are measured by.</param>
    public TtyPort(string path, SerialFormat format, bool isRs485, IClock clock)
    {
        Name = path;
        _format = format;
        _isRs485 = isRs485;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ISerialLink? Open(out SerialFault fault)
    {
        const int Flags = SystemCalls.OpenReadWrite | SystemCalls.OpenNoControllingTerminal | SystemCalls.OpenNonBlocking
            | SystemCalls.OpenCloseOnExec;
        int number = SystemCalls.Open(Name, Flags);
        if (number < 0)
        {
            fault = FaultOf(Marshal.GetLastPInvokeError());
            return null;
        }
        var file = new SafeFileHandle(number, ownsHandle: true);
        fault = Take(file);
        if (fault == SerialFault.None && !TtyMode.TrySet(file, Name, _format, _isRs485, out fault)) Release(file);
        TtyLink? link = fault == SerialFault.None ? TtyLink.Create(file, _clock) : null;
        if (link != null) return link;
        if (fault == SerialFault.None) fault = SerialFault.Failed;
        file.Dispose();
        return null;
    }

    /// <summary>Lets other programs have it again: the mark outlives us where somebody else has the port open as well.</summary>
    internal static void Release(SafeFileHandle file) => _ = SystemCalls.Control(file, SystemCalls.EndExclusively, 0);

    // The lock comes first: root is not held up by the exclusive mark, and asking for the lock changes nothing for whoever has the port.
    private static SerialFault Take(SafeFileHandle file)
    {
        if (!TtyMode.IsTerminal(file, out SerialFault fault)) return fault;
        if (SystemCalls.Lock(file, SystemCalls.LockExclusive | SystemCalls.LockNonBlocking) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error == SystemCalls.TryAgain ? SerialFault.Busy : SerialFault.Failed;
        }
        return SystemCalls.Control(file, SystemCalls.TakeExclusively, 0) == 0 ? SerialFault.None : SerialFault.Failed;
    }

    private static SerialFault FaultOf(int error) => error switch
    {
        SystemCalls.NoSuchFile or SystemCalls.NoSuchDevice or SystemCalls.NoSuchDeviceOrAddress or SystemCalls.NotADirectory =>
            SerialFault.Missing,
        SystemCalls.AccessDenied or SystemCalls.NotPermitted => SerialFault.NoPermission,
        SystemCalls.Busy => SerialFault.Busy,
        SystemCalls.IsADirectory => SerialFault.NotSerial,
        _ => SerialFault.Failed,
    };
}
