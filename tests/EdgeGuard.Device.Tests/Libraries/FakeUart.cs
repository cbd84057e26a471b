using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>A UART of the ESP32 under the library's SerialPort: 128 characters of transmit buffer that drain at the baud rate, a mode that
/// only opening puts into force, one owner.</summary>
/// <remarks>It complains where the native driver would go on with an address that the garbage collector may change.</remarks>
internal sealed class FakeUart
{
    private const int Fifo = 128;

    private readonly FakeClock _clock;
    private readonly long _characterUs;
    private readonly ISerialPort? _line;
    private readonly Queue<byte> _received = new();
    private readonly byte[] _scratch = new byte[1024];
    private ISerialLink? _link;
    private SerialMode _wanted;
    private long _sentAllAt;
    private byte[] _typed = [];
    private int _arrived;
    private long _typedAt;

    /// <param name="clock">Its time.</param>
    /// <param name="characterUs">Microseconds of a character on the line.</param>
    /// <param name="line">What it hangs on; null: nothing, what is sent is only kept.</param>
    internal FakeUart(FakeClock clock, long characterUs, ISerialPort? line = null)
    {
        _clock = clock;
        _characterUs = characterUs;
        _line = line;
    }

    /// <summary>Raised by <see cref="Arrive"/>.</summary>
    internal event Action? Received;

    /// <summary>Called before characters are taken: whoever writes may have to wait for the processor.</summary>
    internal Action? BeforeWrite { get; set; }

    internal List<string> Complaints { get; } = [];

    /// <summary>What was written, piece by piece, and when.</summary>
    internal List<(long At, byte[] Bytes)> Written { get; } = [];

    /// <summary>Microseconds in which the line was silent amid what was written.</summary>
    internal long Gaps { get; private set; }

    internal int ReceiveBuffer { get; set; } = 256;

    internal string Format { get; private set; } = "";

    internal bool IsOpen { get; private set; }

    /// <summary>The mode that opening put into force.</summary>
    internal SerialMode Mode { get; private set; }

    /// <summary>Characters that came while the receive buffer was full, and those that the driver then threw away with them.</summary>
    internal int Lost { get; private set; }

    /// <summary>Most characters that waited.</summary>
    internal int Peak { get; private set; }

    /// <summary>Whether every call of the native driver fails from now on.</summary>
    internal bool Fails { get; set; }

    internal int BytesToRead
    {
        get
        {
            Check();
            Pass();
            int count = _link?.Read(_scratch, 0, _scratch.Length, 0) ?? 0;
            for (int i = 0; i < count; i++) _received.Enqueue(_scratch[i]);
            return _received.Count;
        }
    }

    internal void Construct(string format)
    {
        if (IsOpen) throw new InvalidOperationException("in use");
        Format = format;
        _wanted = SerialMode.Normal;
    }

    internal void SetMode(SerialMode mode)
    {
        _wanted = mode;
    }

    internal void Open()
    {
        if (Fails) throw new IOException("the native driver fails");
        IsOpen = true;
        Mode = _wanted;
        _link = _line?.Open(out _);
    }

    internal int Read(byte[] buffer, int offset, int count)
    {
        Check();
        if (count > _received.Count)
        {
            Complaints.Add($"asked for {count} characters where {_received.Count} are: it would wait, and then throw");
        }
        for (int i = 0; i < count; i++) buffer[offset + i] = _received.Dequeue();
        return count;
    }

    internal void Write(byte[] bytes)
    {
        Check();
        BeforeWrite?.Invoke();
        long now = _clock.Microseconds;
        long waiting = _sentAllAt > now ? (_sentAllAt - now + _characterUs - 1) / _characterUs : 0;
        if (waiting + bytes.Length > Fifo) Complaints.Add($"wrote {bytes.Length} characters where {Fifo - waiting} fit");
        if (Written.Count > 0 && waiting == 0) Gaps += now - _sentAllAt;
        _sentAllAt = Math.Max(now, _sentAllAt) + bytes.Length * _characterUs;
        Written.Add((now, bytes));
        _link?.Write(bytes, 0, bytes.Length, long.MaxValue);
    }

    /// <summary>Characters come in, and the library says so.</summary>
    internal void Arrive(params byte[] bytes)
    {
        foreach (byte value in bytes) _received.Enqueue(value);
        Received?.Invoke();
    }

    /// <summary>Whether something that was typed is still on its way.</summary>
    internal bool IsTyped
    {
        get { return _arrived < _typed.Length; }
    }

    /// <summary>Somebody types or pastes from now on, without a pause.</summary>
    internal void Type(byte[] bytes)
    {
        Pass();
        _typed = [.. _typed[_arrived..], .. bytes];
        _arrived = 0;
        _typedAt = _clock.Microseconds;
    }

    internal void Forget()
    {
        Received = null;
    }

    internal void Dispose()
    {
        IsOpen = false;
        _received.Clear();
        _link?.Close();
        _link = null;
    }

    // What was typed comes in at the speed of the line.
    private void Pass()
    {
        for (; _arrived < _typed.Length && _typedAt + (_arrived + 1) * _characterUs <= _clock.Microseconds; _arrived++)
        {
            _received.Enqueue(_typed[_arrived]);
            Peak = Math.Max(Peak, _received.Count);
            if (_received.Count <= ReceiveBuffer) continue;
            Lost += _received.Count;
            _received.Clear();
        }
    }

    private void Check()
    {
        if (Fails) throw new IOException("the native driver fails");
        if (!IsOpen) throw new InvalidOperationException("not open");
    }
}
