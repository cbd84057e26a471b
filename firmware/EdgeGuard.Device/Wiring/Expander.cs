using System;

namespace EdgeGuard.Device;

/// <summary>An MCP23S17: sixteen pins more, on SPI (Microchip DS20001952, IOCON.BANK = 0). Port A drives, port B is read with the chip's
/// pull-ups. Any thread; never throws.</summary>
/// <remarks>
/// After its reset every pin is an input, and what hangs on port A is held off by a pull-down. Every look reads all registers: a chip that
/// lost its settings gets them again. The lock is held for one look, one change or one transaction of a chip that it selects, which the bus
/// clock bounds; below it there is the lock of the wires alone.
/// </remarks>
internal sealed class Expander
{
    private const byte WriteTo = 0x40;
    private const byte ReadFrom = 0x41;

    private const int DirectionA = 0x00;
    private const int DirectionB = 0x01;
    private const int PullUpB = 0x0D;
    private const int PortB = 0x13;
    private const int LatchA = 0x14;
    private const int Registers = 0x16;

    // Opcode and register number.
    private const int Head = 2;

    private const byte AllOut = 0x00;
    private const byte AllIn = 0xFF;
    private const byte AllPulledUp = 0xFF;

    private readonly ISpiBus _bus;

    private readonly object _gate = new object();

    // Under the gate:
    private readonly byte[] _send = new byte[Head + Registers];
    private readonly byte[] _received = new byte[Head + Registers];
    private byte _latch;
    private bool _hasLetGo;

    /// <summary>Drives all of port A low.</summary>
    /// <param name="bus">The chip's: SPI mode 0 or 3, at most 10 MHz.</param>
    internal Expander(ISpiBus bus)
    {
        _bus = bus;
        lock (_gate) Configure();
    }

    /// <summary>Reads port B. False: it cannot be read, and <paramref name="levels"/> says nothing.</summary>
    internal bool Look(out byte levels)
    {
        lock (_gate)
        {
            levels = 0;
            Array.Clear(_send, 0, _send.Length);
            _send[0] = ReadFrom;
            if (!_bus.Transfer(_send, _received, Head + Registers)) return false;
            if (!IsConfigured())
            {
                Configure();
                return false;
            }
            levels = _received[Head + PortB];
            return true;
        }
    }

    /// <summary>Drives the pins of <paramref name="mask"/> in port A; the same levels again cost nothing. Where the bus fails, the next
    /// look finds it.</summary>
    internal void Drive(byte mask, byte levels)
    {
        lock (_gate)
        {
            byte latch = Merge(mask, levels);
            if (latch == _latch) return;
            _latch = latch;
            Write(LatchA, latch);
        }
    }

    /// <summary>As <see cref="Drive"/>, but never for nothing, and right away also on a chip that lost its settings.</summary>
    internal void Force(byte mask, byte levels)
    {
        lock (_gate)
        {
            _latch = Merge(mask, levels);
            Configure();
        }
    }

    /// <summary>A transaction with a chip that a pin of port A selects while it is high. Nobody else uses the wires from before that pin
    /// rises until after it has fallen. False: the bus failed, or the pins are let go of.</summary>
    internal bool Transfer(byte mask, ISpiBus bus, SpiWire wire, byte[] send, byte[] receive, int count)
    {
        lock (_gate)
        {
            if (_hasLetGo) return false;
            // The wires after the expander, as everywhere.
            lock (wire.Gate)
            {
                bool isDone = Write(LatchA, (byte)(_latch | mask)) && bus.Transfer(send, receive, count);
                return Write(LatchA, _latch) && isDone;
            }
        }
    }

    /// <summary>Drives all of port A low, for good: whoever drives it after that drives nothing.</summary>
    internal void LetGo()
    {
        lock (_gate)
        {
            _hasLetGo = true;
            _latch = 0;
            Configure();
        }
    }

    // The caller holds the lock, below as well.
    private byte Merge(byte mask, byte levels)
    {
        if (_hasLetGo) return 0;
        return (byte)((_latch & ~mask) | (levels & mask));
    }

    private bool IsConfigured()
    {
        return _received[Head + DirectionA] == AllOut && _received[Head + DirectionB] == AllIn
            && _received[Head + PullUpB] == AllPulledUp && _received[Head + LatchA] == _latch;
    }

    // The levels before the pins drive them.
    private void Configure()
    {
        Write(LatchA, _latch);
        Write(PullUpB, AllPulledUp);
        Write(DirectionB, AllIn);
        Write(DirectionA, AllOut);
    }

    private bool Write(int register, byte value)
    {
        _send[0] = WriteTo;
        _send[1] = (byte)register;
        _send[2] = value;
        return _bus.Transfer(_send, _received, Head + 1);
    }
}
