using System;
using EdgeGuard.Core;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>A console on a UART of 115,200 Bd without flow control, at which somebody types or pastes without a pause: what arrives while
/// its buffer is full is lost, as on a real one. Its time is its own: it passes with the bytes that go over the wire.</summary>
internal sealed class UartWire(byte[] typed, int bufferSize) : IConsolePort, ILink
{
    private const double ByteUs = 86.8;

    private readonly byte[] _buffer = new byte[bufferSize];
    private int _count;
    private int _arrived;
    private double _now;
    private bool _isTaken;

    /// <summary>Bytes that found the buffer full.</summary>
    internal int Lost { get; private set; }

    /// <summary>Most bytes that waited.</summary>
    internal int Peak { get; private set; }

    public string Name => "uart";

    public int Lines => 0;

    public bool IsShared => false;

    public ILink? Open(long until)
    {
        if (_isTaken) return null;
        _isTaken = true;
        return this;
    }

    public bool Ready(long until)
    {
        if (_count == 0 && _arrived < typed.Length) Pass((_arrived + 1) * ByteUs - _now);
        return true;
    }

    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        int read = Math.Min(count, _count);
        Array.Copy(_buffer, 0, buffer, offset, read);
        Array.Copy(_buffer, read, _buffer, 0, _count - read);
        _count -= read;
        return read;
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        Pass(count * ByteUs);
        return true;
    }

    public void Abort()
    {
        // Nobody waits in here.
    }

    public void Close()
    {
        // Nothing is held.
    }

    private void Pass(double microseconds)
    {
        _now += Math.Max(0, microseconds);
        for (; _arrived < typed.Length && (_arrived + 1) * ByteUs <= _now + 0.01; _arrived++)
        {
            if (_count == _buffer.Length) Lost++;
            else _buffer[_count++] = typed[_arrived];
        }
        Peak = Math.Max(Peak, _count);
    }
}
