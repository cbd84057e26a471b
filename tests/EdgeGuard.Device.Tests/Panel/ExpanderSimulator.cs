using System;
using System.Collections.Generic;

namespace EdgeGuard.Device.Tests.Panel;

/// <summary>An MCP23S17 at its pins: registers after a reset as in the data
/// sheet, sequential access, pins that follow latch and direction.</summary>
internal sealed class ExpanderSimulator : ISpiBus
{
    private const int DirectionA = 0x00;
    private const int PullUpB = 0x0D;
    private const int PortB = 0x13;
    private const int LatchA = 0x14;

    private readonly byte[] _registers = new byte[0x16];

    internal ExpanderSimulator()
    {
        Reset();
    }

    /// <summary>What the contacts pull to ground; where there is no pull-up an open contact reads as one that is closed.</summary>
    internal byte Grounded { get; set; } = 0x04;

    /// <summary>Whether it answers at all; the line is high where it does not.</summary>
    internal bool IsThere { get; set; } = true;

    internal bool Fails { get; set; }

    internal int Transfers { get; private set; }

    /// <summary>Hears the levels of port A, whenever they may have changed.</summary>
    internal Action<byte> Changed { get; set; } = _ => { };

    /// <summary>Levels of port A that were driven at some time, in order of change.</summary>
    internal List<byte> Driven { get; } = [];

    /// <summary>Port A: driven pins by their latch, the others are pulled down outside.</summary>
    internal byte PortA
    {
        get { return (byte)(_registers[LatchA] & ~_registers[DirectionA]); }
    }

    internal void Reset()
    {
        Array.Clear(_registers);
        _registers[DirectionA] = 0xFF;
        _registers[1] = 0xFF;
        Note();
    }

    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        Transfers++;
        if (Fails) return false;
        if (!IsThere)
        {
            Array.Fill(receive, (byte)0xFF, 0, count);
            return true;
        }
        for (int i = 2; i < count; i++)
        {
            int register = (send[1] + i - 2) % _registers.Length;
            if (send[0] == 0x41) receive[i] = Read(register);
            else if (send[0] == 0x40) Write(register, send[i]);
        }
        return true;
    }

    private byte Read(int register)
    {
        return register == PortB ? (byte)(_registers[PullUpB] & ~Grounded) : _registers[register];
    }

    private void Write(int register, byte value)
    {
        _registers[register] = value;
        Note();
    }

    private void Note()
    {
        if (Driven.Count == 0 || Driven[^1] != PortA) Driven.Add(PortA);
        Changed(PortA);
    }
}
