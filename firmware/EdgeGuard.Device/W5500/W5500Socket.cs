namespace EdgeGuard.Device;

/// <summary>One of the chip's sockets, as a TCP client: registers, buffers and commands. One thread at a time.</summary>
/// <remarks>Every false means that the chip did not do as its datasheet says; the bus is suspect then, and the chip will be reset.
/// Waits for nothing but the chip taking a command, a bounded number of polls. Allocates nothing.</remarks>
internal sealed class W5500Socket
{
    // TCP, with an acknowledgement at once: a PLC that waits for it before it goes on costs every request 200 ms otherwise.
    private const byte TcpNoDelayedAck = 0x21;

    // The Messaging Guide V1.0b asks for keep-alive: every 30 s.
    private const byte KeepAliveFiveSeconds = 6;

    // The chip takes a command within a few cycles of its own clock; a poll takes at least a microsecond on the bus.
    private const int MaxCommandPolls = 50;

    // How often a size that changes while it is read is read again.
    private const int MaxSizePolls = 8;

    // From the state to the pointer that comes last.
    private const int StatusFirst = SocketRegister.State;
    private const int StatusLength = SocketRegister.ReceiveRead + 2 - StatusFirst;

    private readonly W5500Bus _bus;
    private readonly int _number;
    private readonly int _block;
    private readonly byte[] _status = new byte[StatusLength];
    private readonly byte[] _scratch = new byte[6];

    internal W5500Socket(W5500Bus bus, int number)
    {
        _bus = bus;
        _number = number;
        _block = W5500Bus.SocketBlock(number);
    }

    internal int Number
    {
        get { return _number; }
    }

    /// <summary>As of the last <see cref="Refresh"/>.</summary>
    internal byte State
    {
        get { return _status[SocketRegister.State - StatusFirst]; }
    }

    /// <summary>Reads state and pointers in one transaction, the state before everything that follows from it.</summary>
    internal bool Refresh()
    {
        if (!_bus.Read(_block, StatusFirst, _status, 0, StatusLength)) return false;
        if (SocketState.IsKnown(State)) return true;
        _bus.Suspect();
        return false;
    }

    /// <summary>Makes the socket a TCP client's and sends the SYN. It must be closed.</summary>
    internal bool Connect(int sourcePort, byte[] address, int port)
    {
        _bus.TakeCollected(_number, 0xFF);
        return WriteByte(SocketRegister.Mode, TcpNoDelayedAck)
            && WriteWord(SocketRegister.SourcePort, sourcePort)
            && WriteByte(SocketRegister.InterruptMask, SocketInterrupt.All)
            && WriteByte(SocketRegister.Interrupts, 0xFF)
            && WriteByte(SocketRegister.KeepAlive, KeepAliveFiveSeconds)
            && Command(SocketCommand.Open)
            && WriteDestination(address, port)
            && Command(SocketCommand.Connect);
    }

    /// <summary>How much can be sent, after a <see cref="Refresh"/>; -1: the bus failed.</summary>
    internal int Free()
    {
        return Size(SocketRegister.TransmitFree);
    }

    /// <summary>How much can be read, after a <see cref="Refresh"/>; -1: the bus failed.</summary>
    internal int Received()
    {
        return Size(SocketRegister.Received);
    }

    /// <summary>Sends bytes, after a <see cref="Refresh"/>: no more than are free, and than <see cref="W5500Bus.MaxBurst"/>.</summary>
    internal bool Send(byte[] buffer, int offset, int count)
    {
        int pointer = Word(SocketRegister.TransmitWrite - StatusFirst);
        return _bus.Write(W5500Bus.TransmitBlock(_number), pointer, buffer, offset, count)
            && WriteWord(SocketRegister.TransmitWrite, pointer + count)
            && Command(SocketCommand.Send);
    }

    /// <summary>Whether what was sent last is done with, asked once for each sending. There may be no other before that.</summary>
    internal bool TakeSendDone()
    {
        _bus.CollectInterrupts(_number);
        return _bus.TakeCollected(_number, SocketInterrupt.SendDone);
    }

    /// <summary>Takes bytes, after a <see cref="Refresh"/>: no more than were received, and than <see cref="W5500Bus.MaxBurst"/>.</summary>
    internal bool Receive(byte[] buffer, int offset, int count)
    {
        int pointer = Word(SocketRegister.ReceiveRead - StatusFirst);
        if (!_bus.Read(W5500Bus.ReceiveBlock(_number), pointer, buffer, offset, count)) return false;
        int next = (pointer + count) & 0xFFFF;
        _status[SocketRegister.ReceiveRead - StatusFirst] = (byte)(next >> 8);
        _status[SocketRegister.ReceiveRead - StatusFirst + 1] = (byte)(next & 0xFF);
        return WriteWord(SocketRegister.ReceiveRead, next) && Command(SocketCommand.Received);
    }

    /// <summary>Gives a command and waits until the chip has taken it. A suspect chip is given none.</summary>
    internal bool Command(byte command)
    {
        if (_bus.IsSuspect || !WriteByte(SocketRegister.Command, command)) return false;
        for (int polls = 0; polls < MaxCommandPolls; polls++)
        {
            if (!_bus.Read(_block, SocketRegister.Command, _scratch, 0, 1)) return false;
            if (_scratch[0] == 0) return true;
        }
        _bus.Suspect();
        return false;
    }

    // A size may change between its two bytes: only one that is the same twice is true (datasheet, Sn_TX_FSR and Sn_RX_RSR).
    private int Size(int register)
    {
        int last = Word(register - StatusFirst);
        for (int polls = 0; polls < MaxSizePolls && last != 0; polls++)
        {
            if (!_bus.Read(_block, register, _scratch, 0, 2)) return -1;
            int size = _scratch[0] << 8 | _scratch[1];
            if (size == last) return size;
            last = size;
        }
        // Nothing, or it changes faster than we read: the next look will see it.
        return 0;
    }

    private int Word(int index)
    {
        return _status[index] << 8 | _status[index + 1];
    }

    private bool WriteDestination(byte[] address, int port)
    {
        for (int i = 0; i < 4; i++) _scratch[i] = address[i];
        _scratch[4] = (byte)(port >> 8 & 0xFF);
        _scratch[5] = (byte)(port & 0xFF);
        return _bus.Write(_block, SocketRegister.Destination, _scratch, 0, 6);
    }

    private bool WriteByte(int register, byte value)
    {
        _scratch[0] = value;
        return _bus.Write(_block, register, _scratch, 0, 1);
    }

    private bool WriteWord(int register, int value)
    {
        _scratch[0] = (byte)(value >> 8 & 0xFF);
        _scratch[1] = (byte)(value & 0xFF);
        return _bus.Write(_block, register, _scratch, 0, 2);
    }
}
