using System;
using EdgeGuard.Core;

namespace EdgeGuard.Shell;

/// <summary>A serial link as a console's: what was waited for is kept until it is read.</summary>
public sealed class SerialConsoleLink : ILink
{
    private const long PerMillisecond = 1_000;
    private const int BufferSize = 4096;

    private readonly ISerialLink _serial;
    private readonly IClock _clock;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <param name="serial">Closed with this.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public SerialConsoleLink(ISerialLink serial, IClock clock)
    {
        _serial = serial;
        _clock = clock;
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        if (_start < _end || _hasEnded) return true;
        int read = _serial.Read(_buffer, 0, _buffer.Length, Microseconds(until));
        _start = 0;
        _end = read < 0 ? 0 : read;
        _hasEnded = read < 0;
        return read != 0;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (!Ready(deadline))
        {
            Abort();
            return 0;
        }
        int read = count < _end - _start ? count : _end - _start;
        Array.Copy(_buffer, _start, buffer, offset, read);
        _start += read;
        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        return _serial.Write(buffer, offset, count, Microseconds(deadline));
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _serial.Abort();
    }

    /// <inheritdoc/>
    public void Close()
    {
        _serial.Close();
    }

    // Milliseconds and microseconds of a clock are the same time; see IClock.
    private long Microseconds(long ms)
    {
        long left = ms - _clock.Now;
        if (left < 0) left = 0;
        if (left > int.MaxValue) left = int.MaxValue;
        return _clock.Microseconds + left * PerMillisecond;
    }
}
