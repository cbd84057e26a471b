using System;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The panel behind an MCP23S17, sixteen pins on SPI (Microchip DS20001952, IOCON.BANK = 0).</summary>
/// <remarks>
/// Port A drives the lights and the relay, high for on; port B has the contacts against ground, with the chip's pull-ups: a wire that is
/// cut is a key not turned, a button not pressed, and a case that is open. After its reset every pin is an input, so that the relay is
/// released by its driver's pull-down. Every look reads all registers: a chip that lost its settings gets them again.
/// </remarks>
internal sealed class ExpanderPanel : IPanel
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

    private const byte Outputs = 0xF0;
    private const byte Inputs = 0xFF;
    private const byte Contacts = 0x07;

    private const byte Relay = 0x08;
    private const byte Button = 0x01;
    private const byte Key = 0x02;
    private const byte Case = 0x04;

    private readonly ISpiBus _bus;
    private readonly byte[] _send = new byte[Head + Registers];
    private readonly byte[] _received = new byte[Head + Registers];
    private byte _contacts = Button | Key;
    private byte _latch;

    internal ExpanderPanel(ISpiBus bus)
    {
        _bus = bus;
        Configure();
    }

    /// <inheritdoc/>
    public bool IsButtonDown
    {
        get { return (_contacts & Button) == 0; }
    }

    /// <inheritdoc/>
    public bool IsKeyTurned
    {
        get { return (_contacts & Key) == 0; }
    }

    /// <inheritdoc/>
    public bool IsOpen
    {
        get { return (_contacts & Case) != 0; }
    }

    /// <inheritdoc/>
    public bool Look()
    {
        Array.Clear(_send, 0, _send.Length);
        _send[0] = ReadFrom;
        if (!_bus.Transfer(_send, _received, Head + Registers)) return false;
        if (!IsConfigured())
        {
            Configure();
            return false;
        }
        _contacts = (byte)(_received[Head + PortB] & Contacts);
        return true;
    }

    /// <inheritdoc/>
    public void Show(Lights lights)
    {
        Drive((byte)((_latch & Relay) | (byte)lights));
    }

    /// <inheritdoc/>
    public void SetBypass(bool isClosed)
    {
        Drive((byte)((_latch & ~Relay) | (isClosed ? Relay : 0)));
    }

    private void Drive(byte latch)
    {
        if (latch == _latch) return;
        _latch = latch;
        // Where this fails, the next look finds it.
        Write(LatchA, latch);
    }

    private bool IsConfigured()
    {
        return _received[Head + DirectionA] == Outputs && _received[Head + DirectionB] == Inputs
            && (_received[Head + PullUpB] & Contacts) == Contacts && _received[Head + LatchA] == _latch;
    }

    // The levels before the pins drive them.
    private void Configure()
    {
        Write(LatchA, _latch);
        Write(PullUpB, Contacts);
        Write(DirectionB, Inputs);
        Write(DirectionA, Outputs);
    }

    private void Write(int register, byte value)
    {
        _send[0] = WriteTo;
        _send[1] = (byte)register;
        _send[2] = value;
        _bus.Transfer(_send, _received, Head + 1);
    }
}
