using System;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>The process's standard input and output. A terminal is set so that every key comes at once and none is echoed, and set back in
/// the end.</summary>
internal sealed class StandardInput
{
    private const uint Signals = 0x1;
    private const uint Canonical = 0x2;
    private const uint Echo = 0x8;
    private const uint Extensions = 0x8000;
    private const int WaitsLong = 5; // c_cc[VTIME]
    private const int WaitsFor = 6;  // c_cc[VMIN]

    private static readonly SafeFileHandle In = new(0, ownsHandle: false);
    private static readonly SafeFileHandle Out = new(1, ownsHandle: false);
    private readonly SystemCalls.Termios2 _before;
    private readonly bool _isTerminal;

    internal unsafe StandardInput()
    {
        var mode = default(SystemCalls.Termios2);
        _isTerminal = SystemCalls.Control(In, SystemCalls.GetTermios2, ref mode) == 0;
        _before = mode;
        if (!_isTerminal) return;
        mode.Input = 0;
        mode.Local &= ~(Signals | Canonical | Echo | Extensions);
        mode.Characters[WaitsFor] = 1;
        mode.Characters[WaitsLong] = 0;
        SystemCalls.Control(In, SystemCalls.SetTermios2AndFlush, ref mode);
    }

    /// <summary>Whether nothing can come any more.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether something can be read, or nothing any more, within so many milliseconds.</summary>
    internal static bool IsReady(long ms) => Poll(In, SystemCalls.PollIn, ms);

    /// <summary>Lines of the terminal that is shown on; 0: it is none.</summary>
    internal static int Lines
    {
        get
        {
            var size = default(SystemCalls.WindowSize);
            return SystemCalls.Control(Out, SystemCalls.GetWindowSize, ref size) == 0 ? size.Lines : 0;
        }
    }

    /// <summary>0: ended.</summary>
    internal int Read(Span<byte> buffer)
    {
        int read = (int)SystemCalls.Read(In, ref buffer[0], buffer.Length);
        if (read > 0) return read;
        HasEnded = true;
        return 0;
    }

    /// <summary>How many bytes were taken; -1: it cannot be written to any more.</summary>
    internal static int Write(ReadOnlySpan<byte> buffer, long ms) =>
        Poll(Out, SystemCalls.PollOut, ms) ? (int)SystemCalls.Write(Out, in buffer[0], buffer.Length) : -1;

    /// <summary>Gives the terminal back as it was.</summary>
    internal void Restore()
    {
        SystemCalls.Termios2 mode = _before;
        if (_isTerminal) SystemCalls.Control(In, SystemCalls.SetTermios2AndFlush, ref mode);
    }

    private static bool Poll(SafeFileHandle file, short what, long ms)
    {
        var entry = new SystemCalls.PollEntry { File = (int)file.DangerousGetHandle(), Wanted = what };
        ms = Math.Clamp(ms, 0, 3_600_000);
        var time = new SystemCalls.TimeSpec { Seconds = ms / 1000, Nanoseconds = ms % 1000 * 1_000_000 };
        return SystemCalls.Poll(ref entry, 1, in time, 0) > 0;
    }
}
