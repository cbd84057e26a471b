using System;
using System.Collections.Generic;
using System.Net.Sockets;

namespace EdgeGuard.Device.Tests.Simulator;

/// <summary>One socket of the simulated chip, after section 4.2 of the W5500 datasheet V1.0.9. Shares nothing with the driver: its
/// numbers are the datasheet's once more.</summary>
internal sealed class SimulatedSocket
{
    private const int BufferSize = 2048;
    private const int Closed = 0x00, Init = 0x13, SynSent = 0x15, Established = 0x17, FinWait = 0x18, CloseWait = 0x1C, LastAck = 0x1D;
    private const int Con = 0x01, Discon = 0x02, Recv = 0x04, Timeout = 0x08, SendOk = 0x10;

    private readonly W5500Simulator _chip;
    private readonly int _number;
    private readonly byte[] _registers = new byte[0x30];
    private readonly byte[] _transmit = new byte[BufferSize];
    private readonly byte[] _receive = new byte[BufferSize];
    private IWireConnection? _connection;
    private int _state;
    private int _interrupts;

    // 16-bit pointers. Acknowledged … sent is under way; sent … written waits to be sent.
    private int _acknowledged;
    private int _written;
    private int _taken;
    private int _arrived;
    private bool _isSending;
    private long _since;

    internal SimulatedSocket(W5500Simulator chip, int number)
    {
        _chip = chip;
        _number = number;
    }

    internal bool HasInterrupt
    {
        get { return _interrupts != 0; }
    }

    internal int State
    {
        get { return _state; }
    }

    private int Received
    {
        get { return (_arrived - _taken) & 0xFFFF; }
    }

    private int Free
    {
        get { return BufferSize - ((_written - _acknowledged) & 0xFFFF); }
    }

    internal void Reset()
    {
        Drop(Closed);
        Array.Clear(_registers);
        _interrupts = 0;
        SetPointers(0);
    }

    internal byte Read(int address)
    {
        return address switch
        {
            0x02 => (byte)_interrupts,
            0x03 => (byte)_state,
            0x20 or 0x21 => Half(Free, address),
            0x22 or 0x23 => Half(_acknowledged, address),
            0x26 or 0x27 => Half(Received, address),
            0x2A or 0x2B => Half(_arrived, address),
            _ when address < _registers.Length => _registers[address],
            _ => Complain<byte>($"read register 0x{address:X}"),
        };
    }

    internal void Write(int address, byte value)
    {
        switch (address)
        {
            case 0x01:
                if (_registers[0x01] != 0) Complain<int>("gave a command before the last one was taken");
                if (_chip.TakesNoCommands) _registers[0x01] = value;
                else Execute(value);
                break;
            case 0x02:
                _interrupts &= ~value;
                break;
            case 0x03 or (>= 0x20 and <= 0x23) or 0x26 or 0x27 or 0x2A or 0x2B:
                Complain<int>($"wrote the read-only register 0x{address:X}");
                break;
            default:
                _registers[address] = value;
                break;
        }
    }

    internal void WriteTransmit(int address, byte value)
    {
        if (((address - _written) & 0xFFFF) >= Free) Complain<int>("wrote beyond the free part of the transmit buffer");
        _transmit[address % BufferSize] = value;
    }

    internal byte ReadReceive(int address)
    {
        if (((address - _taken) & 0xFFFF) >= Received) Complain<int>("read beyond what was received");
        return _receive[address % BufferSize];
    }

    /// <summary>The stack works on: what came is stored, what waits is sent, what took too long ends.</summary>
    internal void Pump(long now)
    {
        if (_connection == null) return;
        switch (_state)
        {
            case SynSent:
                PumpConnect(now);
                break;
            case Established or CloseWait:
                PumpSend(now);
                if (_connection != null) PumpReceive();
                break;
            case FinWait or LastAck:
                // The other end's FIN is answered by itself; what it still sends is taken and forgotten.
                if (!_chip.IsSwallowing) Drop(Closed);
                break;
            default:
                break;
        }
    }

    private static byte Half(int value, int address)
    {
        return (byte)(address % 2 == 0 ? value >> 8 & 0xFF : value & 0xFF);
    }

    private void PumpConnect(long now)
    {
        WireState state = _connection!.State;
        if (state == WireState.Reset) Drop(Closed);
        else if (state != WireState.Connecting) Establish();
        else if (now - _since >= _chip.RetransmissionTimeoutMs) TimeOut();
    }

    private void Establish()
    {
        _state = Established;
        Raise(Con);
        SetPointers(_chip.InitialPointer);
    }

    private void PumpSend(long now)
    {
        if (!_isSending) return;
        if (_chip.IsSwallowing)
        {
            if (now - _since >= _chip.RetransmissionTimeoutMs) TimeOut();
            return;
        }
        while (_acknowledged != _written)
        {
            int start = _acknowledged % BufferSize;
            int count = Math.Min((_written - _acknowledged) & 0xFFFF, BufferSize - start);
            int sent = _connection!.Send(_transmit.AsSpan(start, count));
            if (sent == 0) return;
            _acknowledged = (_acknowledged + sent) & 0xFFFF;
        }
        _isSending = false;
        Raise(SendOk);
    }

    private void PumpReceive()
    {
        while (_state == Established && Received < BufferSize && !_chip.IsSwallowing)
        {
            int start = _arrived % BufferSize;
            int count = _connection!.Receive(_receive.AsSpan(start, Math.Min(BufferSize - Received, BufferSize - start)));
            if (count == 0) break;
            _arrived = (_arrived + count) & 0xFFFF;
            Raise(Recv);
        }
        WireState state = _connection!.State;
        if (state == WireState.Reset)
        {
            Raise(Discon);
            Drop(Closed);
        }
        else if (state == WireState.ClosedByPeer && _state == Established)
        {
            _state = CloseWait;
            Raise(Discon);
        }
    }

    private void Execute(byte command)
    {
        switch (command)
        {
            case 0x01:
                Require(command, Closed);
                if ((_registers[0x00] & 0x0F) != 1) Complain<int>("opened a socket that is no TCP socket");
                SetPointers(0);
                _state = Init;
                break;
            case 0x04:
                Require(command, Init);
                _connection = _chip.Wire.Connect(_registers[0x0C..0x10], _registers[0x10] << 8 | _registers[0x11]);
                _chip.SourcePorts.Add(_registers[0x04] << 8 | _registers[0x05]);
                _since = _chip.Now;
                _state = SynSent;
                break;
            case 0x08:
                Require(command, Established, CloseWait);
                Finish();
                break;
            case 0x10:
                Drop(Closed);
                _interrupts = 0;
                break;
            case 0x20:
                Send(command);
                break;
            case 0x40:
                Take();
                break;
            default:
                Complain<int>($"gave the unknown command 0x{command:X}");
                break;
        }
        _chip.Commands.Add((_number, command));
    }

    private void Send(byte command)
    {
        Require(command, Established, CloseWait);
        if (_isSending || (_interrupts & SendOk) != 0) Complain<int>("sent before the last sending was done and seen");
        int written = _registers[0x24] << 8 | _registers[0x25];
        int count = (written - _written) & 0xFFFF;
        if (count == 0 || count > Free) Complain<int>($"sent {count} bytes where {Free} were free");
        _written = written;
        _isSending = true;
        _since = _chip.Now;
    }

    private void Take()
    {
        int taken = _registers[0x28] << 8 | _registers[0x29];
        int count = (taken - _taken) & 0xFFFF;
        if (count == 0 || count > Received) Complain<int>($"took {count} bytes where {Received} were received");
        _taken = taken;
    }

    private void Finish()
    {
        _state = _state == Established ? FinWait : LastAck;
        _chip.Finished++;
        try
        {
            _connection?.Finish();
        }
        catch (SocketException)
        {
            Drop(Closed);
        }
    }

    // The stricter reading of the datasheet: what is masked is not even seen in the register.
    private void Raise(int interrupt)
    {
        _interrupts |= interrupt & _registers[0x2C];
    }

    private void TimeOut()
    {
        Raise(Timeout);
        Drop(Closed);
    }

    private void Drop(int state)
    {
        _connection?.Forget();
        _connection = null;
        _isSending = false;
        _state = state;
    }

    private void SetPointers(int value)
    {
        _acknowledged = _written = _taken = _arrived = value;
        _registers[0x24] = _registers[0x28] = Half(value, 0);
        _registers[0x25] = _registers[0x29] = Half(value, 1);
    }

    private void Require(byte command, params int[] states)
    {
        if (!((IList<int>)states).Contains(_state)) Complain<int>($"gave command 0x{command:X} in state 0x{_state:X}");
    }

    private T Complain<T>(string what)
        where T : struct
    {
        _chip.Complaints.Add($"socket {_number}: the driver {what}");
        return default;
    }
}
