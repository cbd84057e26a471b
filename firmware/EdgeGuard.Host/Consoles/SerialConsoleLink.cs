using System;
using EdgeGuard.Core.Ports;

namespace EdgeGuard.Host.Consoles;

/// <summary>A serial link as a console's: what was waited for is kept until it is read.</summary>
internal sealed class SerialConsoleLink(ISerialLink serial, IClock clock) : ILink
{
    private const long PerMillisecond = 1_000;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        if (_start < _end || _hasEnded) return true;
        int read = serial.Read(_buffer, 0, _buffer.Length, Microseconds(until));
        _start = 0;
        _end = Math.Max(0, read);
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
        int read = Math.Min(count, _end - _start);
        _buffer.AsSpan(_start, read).CopyTo(buffer.AsSpan(offset));
        _start += read;
        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline) => serial.Write(buffer, offset, count, Microseconds(deadline));

    /// <inheritdoc/>
    public void Abort() => serial.Abort();

    /// <inheritdoc/>
    public void Close() => serial.Close();

    // Milliseconds and microseconds of a clock are the same time; see IClock.
    private long Microseconds(long ms) => clock.Microseconds + Math.Clamp(ms - clock.Now, 0, int.MaxValue) * PerMillisecond;
}
