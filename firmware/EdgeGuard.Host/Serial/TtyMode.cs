using System.Runtime.InteropServices;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>How an open terminal device is set for RTU: raw, eight data bits, no flow control.</summary>
internal static class TtyMode
{
    private const uint IgnoreBreak = 0x1;
    private const uint CheckParity = 0x10;

    private const uint OtherRate = 0x1000;
    private const uint EightBits = 0x30;
    private const uint TwoStopBits = 0x40;
    private const uint CanReceive = 0x80;
    private const uint HasParity = 0x100;
    private const uint OddParity = 0x200;
    private const uint IgnoreModemLines = 0x800;
    private const uint FormatBits = EightBits | TwoStopBits | HasParity | OddParity;

    private const int WaitsFor = 6; // c_cc[VMIN]; VTIME stays 0

    private const uint Rs485Enabled = 0x1;
    private const uint Rs485RtsOnSend = 0x2;

    private const int LowLatency = 0x2000;

    // A driver rounds to what its clock can do. Beyond this a receiver would sample the last bit of a character beside it.
    private const double MostRateError = 0.03;

    internal static bool IsTerminal(SafeFileHandle file, out SerialFault fault)
    {
        var mode = default(SystemCalls.Termios2);
        bool isTerminal = SystemCalls.Control(file, SystemCalls.GetTermios2, ref mode) == 0;
        // A name that the system keeps for a UART that is not there can be opened, and fails at the first question.
        fault = isTerminal ? SerialFault.None : Marshal.GetLastPInvokeError() == SystemCalls.InputOutput ? SerialFault.Missing
            : SerialFault.NotSerial;
        return isTerminal;
    }

    /// <summary>Sets format and RS-485 mode, and drops what was received before. A pseudo-terminal has neither, and does without.</summary>
    internal static unsafe bool TrySet(SafeFileHandle file, string path, SerialFormat format, bool isRs485, out SerialFault fault)
    {
        var mode = default(SystemCalls.Termios2);
        // A character with a parity fault arrives as a zero: the CRC finds it.
        mode.Input = format.Parity == SerialParity.None ? IgnoreBreak : IgnoreBreak | CheckParity;
        mode.Control = OtherRate | CanReceive | IgnoreModemLines | FormatFlags(format);
        mode.InputSpeed = (uint)format.Baud;
        mode.OutputSpeed = (uint)format.Baud;
        mode.Characters[WaitsFor] = 1;
        fault = SerialFault.Format;
        if (SystemCalls.Control(file, SystemCalls.SetTermios2AndFlush, ref mode) != 0)
        {
            if (Marshal.GetLastPInvokeError() == SystemCalls.InputOutput) fault = SerialFault.Missing;
            return false;
        }
        if (TtyFile.IsPseudoTerminal(path))
        {
            fault = SerialFault.None;
            return true;
        }
        // The system says that it did as asked when it did but a part of it.
        if (!HasTaken(file, format) || !TrySetRs485(file, isRs485)) return false;
        AskForLowLatency(file);
        fault = SerialFault.None;
        return true;
    }

    private static uint FormatFlags(SerialFormat format)
    {
        uint flags = EightBits;
        if (format.StopBits == 2) flags |= TwoStopBits;
        if (format.Parity != SerialParity.None) flags |= HasParity;
        if (format.Parity == SerialParity.Odd) flags |= OddParity;
        return flags;
    }

    private static bool HasTaken(SafeFileHandle file, SerialFormat format)
    {
        var mode = default(SystemCalls.Termios2);
        if (SystemCalls.Control(file, SystemCalls.GetTermios2, ref mode) != 0) return false;
        double rateError = System.Math.Abs((double)mode.OutputSpeed - format.Baud) / format.Baud;
        return (mode.Control & FormatBits) == FormatFlags(format) && rateError <= MostRateError;
    }

    private static bool TrySetRs485(SafeFileHandle file, bool isRs485)
    {
        if (!isRs485) return true;
        var mode = new SystemCalls.Rs485 { Flags = Rs485Enabled | Rs485RtsOnSend };
        return SystemCalls.Control(file, SystemCalls.SetRs485, ref mode) == 0;
    }

    // FTDI adapters keep characters back for 16 ms otherwise. Drivers that have no such thing refuse, and need none.
    private static void AskForLowLatency(SafeFileHandle file)
    {
        var serial = default(SystemCalls.SerialStruct);
        if (SystemCalls.Control(file, SystemCalls.GetSerial, ref serial) != 0) return;
        serial.Flags |= LowLatency;
        _ = SystemCalls.Control(file, SystemCalls.SetSerial, ref serial);
    }
}
