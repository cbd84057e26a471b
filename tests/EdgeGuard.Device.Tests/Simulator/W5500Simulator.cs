using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>A W5500 at its pins: SPI frames, registers, buffers with their pointers, commands, the interrupt pin and reset, after
/// the datasheet V1.0.9. It keeps a list of what the driver does that the datasheet forbids.</summary>
/// <remarks>Its stack works on whenever somebody talks to it, or calls <see cref="Pump"/>. Any thread.</remarks>
internal sealed class W5500Simulator : ISpiBus, IOutputPin
{
    private const int Header = 3;

    private readonly IClock _clock;
    private readonly object _gate = new();
    private readonly byte[] _common = new byte[0x40];
    private readonly SimulatedSocket[] _sockets;
    private bool _isHeldInReset = true;
    private bool _wasInterrupting;
    private bool _hasFallen;
    private long _awakeAt;

    internal W5500Simulator(IClock clock, IWire wire)
    {
        _clock = clock;
        Wire = wire;
        _sockets = Enumerable.Range(0, 8).Select(i => new SimulatedSocket(this, i)).ToArray();
        Reset();
    }

    /// <summary>What hangs on its cable.</summary>
    internal IWire Wire { get; set; }

    internal ChipAnswer Answer { get; set; }

    /// <summary>Whether commands stay in the register and nothing happens.</summary>
    internal bool TakesNoCommands { get; set; }

    /// <summary>Whether nothing that is sent arrives, and nothing comes back: no acknowledgement either.</summary>
    internal bool IsSwallowing { get; set; }

    /// <summary>How many times a size is read while it changes.</summary>
    internal int TornSizes { get; set; }

    /// <summary>Where the pointers of a new connection begin.</summary>
    internal int InitialPointer { get; set; }

    internal bool IsCableIn { get; set; } = true;

    /// <summary>Whether reset mends what <see cref="Answer"/> and <see cref="TakesNoCommands"/> say.</summary>
    internal bool IsMendedByReset { get; set; } = true;

    /// <summary>The address that the driver gave the chip.</summary>
    internal byte[] OwnAddress
    {
        get { return _common[0x0F..0x13]; }
    }

    /// <summary>The MAC address that the driver gave the chip.</summary>
    internal byte[] OwnMac
    {
        get { return _common[0x09..0x0F]; }
    }

    /// <summary>What the driver did that the datasheet forbids.</summary>
    internal List<string> Complaints { get; } = [];

    internal List<(int Socket, byte Command)> Commands { get; } = [];

    internal List<int> SourcePorts { get; } = [];

    /// <summary>Connections that were ended with a FIN.</summary>
    internal int Finished { get; set; }

    internal int Resets { get; private set; }

    /// <summary>Bytes of every frame on the bus, header included.</summary>
    internal long Transferred { get; private set; }

    internal int Frames { get; private set; }

    internal long Now
    {
        get { return _clock.Now; }
    }

    /// <summary>The time from a segment's first sending until it is given up (datasheet, RCR): the waits double up to 6.5 s.</summary>
    internal long RetransmissionTimeoutMs
    {
        get
        {
            long wait = _common[0x19] << 8 | _common[0x1A];
            long sum = wait;
            for (int i = 0; i < _common[0x1B]; i++)
            {
                if (wait * 2 <= 0xFFFF) wait *= 2;
                sum += wait;
            }
            return sum / 10;
        }
    }

    /// <summary>States of the eight sockets.</summary>
    internal IReadOnlyList<int> States
    {
        get { return _sockets.Select(socket => socket.State).ToArray(); }
    }

    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        lock (_gate)
        {
            Frames++;
            Transferred += count;
            if (Answer == ChipAnswer.BusFails) return false;
            bool isDeaf = Answer != ChipAnswer.Right || _isHeldInReset || Now < _awakeAt;
            Array.Fill(receive, Answer == ChipAnswer.AllOnes ? (byte)0xFF : (byte)0, 0, count);
            if (isDeaf) return true;
            PumpAll();
            Frame(send, receive, count);
            LookAtPin();
            return true;
        }
    }

    void IOutputPin.Write(bool isHigh)
    {
        lock (_gate)
        {
            if (isHigh && _isHeldInReset) _awakeAt = Now + 1;
            if (!isHigh && !_isHeldInReset) Resets++;
            _isHeldInReset = !isHigh;
            if (isHigh) return;
            Reset();
            if (!IsMendedByReset) return;
            Answer = ChipAnswer.Right;
            TakesNoCommands = false;
        }
    }

    /// <summary>The supply fails for a moment: everything is forgotten.</summary>
    internal void BrownOut()
    {
        lock (_gate) Reset();
    }

    /// <summary>The stack works on. True: the interrupt pin has fallen since the last call.</summary>
    internal bool Pump()
    {
        lock (_gate)
        {
            PumpAll();
            LookAtPin();
            bool hasFallen = _hasFallen;
            _hasFallen = false;
            return hasFallen;
        }
    }

    private void LookAtPin()
    {
        bool isInterrupting = InterruptBits() != 0;
        if (isInterrupting && !_wasInterrupting) _hasFallen = true;
        _wasInterrupting = isInterrupting;
    }

    private void PumpAll()
    {
        foreach (SimulatedSocket socket in _sockets) socket.Pump(Now);
    }

    private int InterruptBits()
    {
        int bits = 0;
        for (int i = 0; i < _sockets.Length; i++)
        {
            if (_sockets[i].HasInterrupt && (_common[0x18] & 1 << i) != 0) bits |= 1 << i;
        }
        return bits;
    }

    // Address, control byte (block, direction, mode of operation), data: section 2.2.
    private void Frame(byte[] send, byte[] receive, int count)
    {
        int address = send[0] << 8 | send[1];
        int block = send[2] >> 3;
        bool isWrite = (send[2] & 0x04) != 0;
        if ((send[2] & 0x03) != 0) Complaints.Add("the driver used a fixed length, for which its chip select is not wired");
        if (count <= Header) Complaints.Add("the driver sent a frame without data");
        bool isTorn = !isWrite && block % 4 == 1 && count == Header + 2 && address is 0x20 or 0x26 && TornSizes > 0;
        if (isTorn) TornSizes--;
        for (int i = Header; i < count; i++)
        {
            int at = (address + i - Header) & 0xFFFF;
            if (isWrite) Write(block, at, send[i]);
            else receive[i] = isTorn ? (byte)(0x07 + i) : Read(block, at);
        }
    }

    private byte Read(int block, int address)
    {
        if (block == 0) return ReadCommon(address);
        SimulatedSocket socket = _sockets[block / 4];
        return (block % 4) switch
        {
            1 => socket.Read(address),
            3 => socket.ReadReceive(address),
            _ => Forbidden($"read block {block}"),
        };
    }

    private void Write(int block, int address, byte value)
    {
        SimulatedSocket socket = _sockets[block / 4];
        if (block == 0) WriteCommon(address, value);
        else if (block % 4 == 1) socket.Write(address, value);
        else if (block % 4 == 2) socket.WriteTransmit(address, value);
        else Forbidden($"wrote block {block}");
    }

    private byte ReadCommon(int address)
    {
        return address switch
        {
            0x17 => (byte)InterruptBits(),
            0x2E => (byte)(IsCableIn ? 0xBF : 0xB8),
            0x39 => 0x04,
            _ when address < _common.Length => _common[address],
            _ => Forbidden($"read common register 0x{address:X}"),
        };
    }

    private void WriteCommon(int address, byte value)
    {
        if (address is (>= 0x01 and <= 0x12) or (>= 0x18 and <= 0x1B)) _common[address] = value;
        else Forbidden($"wrote common register 0x{address:X}");
    }

    private byte Forbidden(string what)
    {
        Complaints.Add("the driver " + what);
        return 0;
    }

    private void Reset()
    {
        Array.Clear(_common);
        _common[0x19] = 0x07;
        _common[0x1A] = 0xD0;
        _common[0x1B] = 8;
        foreach (SimulatedSocket socket in _sockets) socket.Reset();
    }
}
