using System;

namespace EdgeGuard.Device;

/// <summary>The chip's memory: blocks of bytes with 16-bit addresses (W5500 datasheet V1.0.9, section 2.2, variable length mode).
/// Any thread.</summary>
/// <remarks>The lock is a leaf and is held for one transaction, which the bus clock bounds. Allocates nothing.</remarks>
internal sealed class W5500Bus
{
    /// <summary>Most bytes of one transaction: more than a Modbus frame.</summary>
    internal const int MaxBurst = 512;

    /// <summary>Sockets of the chip.</summary>
    internal const int Sockets = 8;

    internal const int CommonBlock = 0;

    private const int Header = 3;
    private const int WriteFlag = 0x04;

    private readonly ISpiBus _spi;
    private readonly object _gate = new object();
    private readonly byte[] _send = new byte[Header + MaxBurst];
    private readonly byte[] _receive = new byte[Header + MaxBurst];
    private readonly byte[] _collected = new byte[Sockets];
    private bool _isSuspect;

    internal W5500Bus(ISpiBus spi)
    {
        _spi = spi;
    }

    /// <summary>Whether the chip did something that it cannot do, or nothing: it must be reset.</summary>
    internal bool IsSuspect
    {
        get
        {
            lock (_gate)
            {
                return _isSuspect;
            }
        }
    }

    internal static int SocketBlock(int socket)
    {
        return 4 * socket + 1;
    }

    internal static int TransmitBlock(int socket)
    {
        return 4 * socket + 2;
    }

    internal static int ReceiveBlock(int socket)
    {
        return 4 * socket + 3;
    }

    /// <summary>How many of <paramref name="count"/> bytes go in one transaction where there is room for <paramref name="room"/>.</summary>
    internal static int Piece(int count, int room)
    {
        int piece = count < room ? count : room;
        return piece < MaxBurst ? piece : MaxBurst;
    }

    internal void Suspect()
    {
        lock (_gate)
        {
            _isSuspect = true;
        }
    }

    /// <summary>The chip was reset.</summary>
    internal void Trust()
    {
        lock (_gate)
        {
            _isSuspect = false;
        }
    }

    /// <summary>Reads 1…<see cref="MaxBurst"/> bytes. Addresses past 0xFFFF go on at 0.</summary>
    internal bool Read(int block, int address, byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            // What is clocked out behind the header while the chip answers means nothing to it.
            bool isDone = Transfer(block, address, 0, count);
            if (isDone) Array.Copy(_receive, Header, buffer, offset, count);
            return isDone;
        }
    }

    /// <summary>Writes 1…<see cref="MaxBurst"/> bytes. Addresses past 0xFFFF go on at 0.</summary>
    internal bool Write(int block, int address, byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            Array.Copy(buffer, offset, _send, Header, count);
            return Transfer(block, address, WriteFlag, count);
        }
    }

    /// <summary>Clears a socket's interrupts in the chip, so that its pin can
    /// fall again, and keeps what they were for the socket's owner.</summary>
    /// <returns>What they were; -1: the bus failed.</returns>
    internal int CollectInterrupts(int socket)
    {
        lock (_gate)
        {
            if (!Transfer(SocketBlock(socket), SocketRegister.Interrupts, 0, 1)) return -1;
            byte found = _receive[Header];
            if (found == 0) return 0;
            // A 1 clears its bit: what came up since stays.
            _send[Header] = found;
            _collected[socket] |= found;
            return Transfer(SocketBlock(socket), SocketRegister.Interrupts, WriteFlag, 1) ? found : -1;
        }
    }

    /// <summary>Whether an interrupt was collected since it was last asked for. The socket's owner only.</summary>
    internal bool TakeCollected(int socket, byte interrupt)
    {
        lock (_gate)
        {
            bool wasCollected = (_collected[socket] & interrupt) != 0;
            _collected[socket] &= (byte)(0xFF ^ interrupt);
            return wasCollected;
        }
    }

    private bool Transfer(int block, int address, int direction, int count)
    {
        _send[0] = (byte)(address >> 8 & 0xFF);
        _send[1] = (byte)(address & 0xFF);
        _send[2] = (byte)(block << 3 | direction);
        if (_spi.Transfer(_send, _receive, Header + count)) return true;
        _isSuspect = true;
        return false;
    }
}
