using System;
using System.Runtime.InteropServices;
using System.Threading;
using EdgeGuard.Core;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Host;

/// <summary>An open serial port: the one place that reads and writes it. Allocates nothing once it is open.</summary>
/// <remarks>The device is non-blocking and waited for with ppoll, whose time is fine enough for the silences of RTU. A second file wakes
/// a waiting call when the link is aborted. What was written is in the driver's hands, which tells nobody when it has left.
/// Not System.IO.Ports: measured on a pty, its block reads come 0.6 to 1.1 ms behind a frame's last byte and single ones 14 to 28 ms,
/// where poll and read come 0.05 ms behind it; it allocates at each read, and brings a native library beside the one executable.</remarks>
internal sealed class TtyLink : ISerialLink
{
    private const long SecondUs = 1_000_000;

    // Waits are made of several, so that the longest times need no care.
    private const long LongestWaitUs = 600 * SecondUs;

    private readonly SafeFileHandle _device;
    private readonly SafeFileHandle _wakeUp;
    private readonly IClock _clock;
    private readonly SystemCalls.PollEntry[] _polled = new SystemCalls.PollEntry[2];
    private int _ended;

    private TtyLink(SafeFileHandle device, SafeFileHandle wakeUp, IClock clock)
    {
        _device = device;
        _wakeUp = wakeUp;
        _clock = clock;
    }

    /// <summary>A link on an open, non-blocking terminal device, which it
    /// owns from here on; null when the system has no file left.</summary>
    internal static TtyLink? Create(SafeFileHandle device, IClock clock)
    {
        int number = SystemCalls.EventFile(0, SystemCalls.OpenNonBlocking | SystemCalls.OpenCloseOnExec);
        return number < 0 ? null : new TtyLink(device, new SafeFileHandle(number, ownsHandle: true), clock);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long until)
    {
        while (!HasEnded)
        {
            nint read = SystemCalls.Read(_device, ref buffer.AsSpan(offset, count)[0], count);
            if (read > 0) return (int)read;
            if (read == 0 || !MayGoOn()) break;
            if (!WaitFor(SystemCalls.PollIn, until)) return 0;
        }
        Abort();
        return -1;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        ReadOnlySpan<byte> left = buffer.AsSpan(offset, count);
        while (left.Length > 0 && !HasEnded)
        {
            nint written = SystemCalls.Write(_device, in left[0], left.Length);
            if (written < 0)
            {
                if (!MayGoOn() || !WaitFor(SystemCalls.PollOut, deadline)) Abort();
                continue;
            }
            left = left[(int)written..];
        }
        return left.Length == 0;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        try
        {
            long one = 1;
            _ = SystemCalls.Write(_wakeUp, in MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in one))[0], sizeof(long));
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile by its owner: nobody waits any more.
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        Interlocked.Exchange(ref _ended, 1);
        if (_device.IsClosed) return;
        TtyPort.Release(_device);
        _device.Dispose();
        _wakeUp.Dispose();
    }

    private bool HasEnded => Interlocked.CompareExchange(ref _ended, 0, 0) != 0;

    // After a call that failed: whether it only found nothing to do.
    private static bool MayGoOn() => Marshal.GetLastPInvokeError() is SystemCalls.TryAgain or SystemCalls.Interrupted;

    // False: the time has passed.
    private bool WaitFor(short what, long until)
    {
        while (!HasEnded)
        {
            long left = until - _clock.Microseconds;
            if (left <= 0) return false;
            var time = SpanOf(Math.Min(left, LongestWaitUs));
            _polled[0] = new SystemCalls.PollEntry { File = (int)_device.DangerousGetHandle(), Wanted = what };
            _polled[1] = new SystemCalls.PollEntry { File = (int)_wakeUp.DangerousGetHandle(), Wanted = SystemCalls.PollIn };
            // What it found, hang-ups included, the next call on the device says; a failure other than an interruption as well.
            if (SystemCalls.Poll(ref _polled[0], 2, in time, 0) != 0) return true;
        }
        return true;
    }

    private static SystemCalls.TimeSpec SpanOf(long microseconds) =>
        new() { Seconds = microseconds / SecondUs, Nanoseconds = microseconds % SecondUs * 1000 };
}
