using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Serial;

/// <summary>An SC16IS740 at its pins, and what hangs on its line: registers, two FIFOs of 64 that move at the baud rate, RTS.</summary>
/// <remarks>It complains of whatever the data sheet forbids, and counts what it lost.</remarks>
internal sealed class UartChipSimulator : ISpiBus
{
    private const int Fifo = 64;

    private readonly FakeClock _clock;
    private readonly ISerialPort? _line;
    private readonly byte[] _registers = new byte[16];
    private readonly byte[] _scratch = new byte[1024];
    private readonly Queue<byte> _received = new();
    private ISerialLink? _link;
    private long _sentAllAt;
    private int _divisor;

    /// <param name="clock">Its time.</param>
    /// <param name="line">What it hangs on; null: nothing.</param>
    internal UartChipSimulator(FakeClock clock, ISerialPort? line = null)
    {
        _clock = clock;
        _line = line;
        Reset();
    }

    internal List<string> Complaints { get; } = [];

    /// <summary>What was written, piece by piece, and when, microseconds.</summary>
    internal List<(long At, byte[] Bytes)> Written { get; } = [];

    /// <summary>Microseconds in which the line was silent amid what was written.</summary>
    internal long Gaps { get; private set; }

    /// <summary>Characters that came while the FIFO was full.</summary>
    internal int Lost { get; private set; }

    internal bool IsThere { get; set; } = true;

    internal bool Fails { get; set; }

    /// <summary>Bits a second; 0: not set up.</summary>
    internal int Baud => _divisor == 0 ? 0 : 14_745_600 / 16 / _divisor;

    internal byte LineControl => _registers[3];

    /// <summary>What the board's inverter makes of RTS.</summary>
    internal bool Drives => (_registers[15] & 0x16) == 0x10 && _clock.Microseconds < _sentAllAt;

    private long CharacterUs
    {
        get
        {
            int bits = 10 + ((LineControl & 4) != 0 ? 1 : 0) + ((LineControl & 8) != 0 ? 1 : 0);
            return Baud == 0 ? 1 : (bits * 1_000_000L + Baud - 1) / Baud;
        }
    }

    private int Waiting => _sentAllAt > _clock.Microseconds ? (int)((_sentAllAt - _clock.Microseconds) / CharacterUs) : 0;

    /// <summary>As a low level at its reset pin.</summary>
    internal void Reset()
    {
        Array.Clear(_registers);
        _registers[3] = 0x1D;
        _registers[7] = 0xFF;
        _divisor = 0;
        _received.Clear();
        _link?.Close();
        _link = null;
    }

    /// <summary>Characters come in at once.</summary>
    internal void Arrive(params byte[] bytes)
    {
        foreach (byte value in bytes) Receive(value);
    }

    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        if (Fails) return false;
        if (!IsThere)
        {
            Array.Fill(receive, (byte)0xFF, 0, count);
            return true;
        }
        Hear();
        int register = send[0] >> 3 & 15;
        if ((send[0] & 7) != 0) Complaints.Add("another channel");
        if (count > 2 && register != 0) Complaints.Add("a burst beside the FIFO");
        for (int i = 1; i < count; i++)
        {
            if ((send[0] & 0x80) != 0) receive[i] = Read(register);
            else if (register != 0 || (LineControl & 0x80) != 0) Write(register, send[i]);
        }
        bool isData = (send[0] & 0x80) == 0 && register == 0 && (LineControl & 0x80) == 0;
        if (isData) Send(send[1..count]);
        return true;
    }

    private byte Read(int register)
    {
        switch (register)
        {
            case 0:
                if (_received.Count > 0) return _received.Dequeue();
                Complaints.Add("read from an empty FIFO");
                return 0;
            case 5: return (byte)(_sentAllAt <= _clock.Microseconds ? 0x60 : 0);
            case 8: return (byte)(Fifo - Waiting);
            case 9: return (byte)_received.Count;
            default: return _registers[register];
        }
    }

    private void Write(int register, byte value)
    {
        bool isLatch = (LineControl & 0x80) != 0;
        if (isLatch && register == 0) _divisor = (_divisor & 0xFF00) | value;
        else if (isLatch && register == 1) _divisor = (_divisor & 0xFF) | value << 8;
        else if (register is 8 or 9) Complaints.Add("wrote a level");
        else if (register == 2) Empty(value);
        else _registers[register] = value;
        if (register != 15) return;
        if ((value & 0x06) == 0) _link ??= _line?.Open(out _);
        else _sentAllAt = Math.Min(_sentAllAt, _clock.Microseconds);
        if ((value & 0x06) == 0) return;
        _link?.Close();
        _link = null;
    }

    private void Empty(byte value)
    {
        if ((value & 2) != 0) _received.Clear();
        if ((value & 4) != 0) _sentAllAt = Math.Min(_sentAllAt, _clock.Microseconds);
    }

    private void Send(byte[] bytes)
    {
        long now = _clock.Microseconds;
        if (_registers[15] != 0x10) Complaints.Add("sends without driving the bus");
        if (Waiting + bytes.Length > Fifo) Complaints.Add($"wrote {bytes.Length} characters where {Fifo - Waiting} fit");
        if (Written.Count > 0 && _sentAllAt < now) Gaps += now - _sentAllAt;
        _sentAllAt = Math.Max(now, _sentAllAt) + bytes.Length * CharacterUs;
        Written.Add((now, bytes));
        _link?.Write(bytes, 0, bytes.Length, long.MaxValue);
    }

    private void Hear()
    {
        int count = _link?.Read(_scratch, 0, _scratch.Length, 0) ?? 0;
        // Deaf while it sends.
        for (int i = 0; i < count; i++)
        {
            if (!Drives) Receive(_scratch[i]);
        }
    }

    private void Receive(byte value)
    {
        if (_received.Count < Fifo) _received.Enqueue(value);
        else Lost++;
    }
}
