using System;
using System.IO.Ports;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device;

/// <summary>An open <see cref="UartPort"/>.</summary>
/// <remarks>It reads no more than is there: the library's Read waits for all it was asked for, and throws where less came.
/// It looks when the library says that something came, and every <see cref="SerialWait.PollMs"/> anyway. Allocates nothing.</remarks>
internal sealed class UartLink : ISerialLink
{
    private const int PerMillisecond = 1000;
    private const int PerSecond = 1000 * 1000;

    // 128 characters at 9,600 Bd: a port that is slower loses some.
    private const int MostDrainUs = 150 * PerMillisecond;

    // A frame longer than the buffer is sent in pieces. No smaller ones than this, unless it is the last.
    private const int SmallestPiece = TransmitFifo.Size / 2;

    private readonly UartPort _owner;
    private readonly SerialPort _port;
    private readonly TransmitFifo _fifo;
    private readonly IClock _clock;
    private readonly SerialWait _wait;
    private int _isClosed;

    internal UartLink(UartPort owner, SerialPort port, SerialFormat format, IClock clock)
    {
        _owner = owner;
        _port = port;
        _clock = clock;
        _fifo = new TransmitFifo((format.BitsPerCharacter * PerSecond + format.Baud - 1) / format.Baud);
        _wait = new SerialWait(clock);
        _port.DataReceived += Arrived;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long until)
    {
        while (!_wait.HasEnded)
        {
            int read = Take(buffer, offset, count);
            if (read != 0) return read;
            if (_clock.Microseconds >= until) return 0;
            _wait.Until(until);
        }
        return -1;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        while (count > 0)
        {
            if (_wait.HasEnded) return false;
            int piece = Piece(count, _fifo.Room(_clock.Microseconds));
            if (piece == count || piece >= SmallestPiece)
            {
                if (!Send(buffer, offset, piece)) return false;
                offset += piece;
                count -= piece;
                continue;
            }
            long roomAt = _fifo.RoomAt(Piece(count, SmallestPiece));
            if (roomAt > deadline) return false;
            _wait.Until(roomAt);
        }
        return !_wait.HasEnded;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        _wait.End();
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (!_wait.HasEnded) Drain();
        Abort();
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        try
        {
            _port.DataReceived -= Arrived;
            _port.Dispose();
        }
        catch (Exception)
        {
            // A driver that does not even close is opened again all the same, and says then what is wrong.
        }
        _owner.GiveBack();
    }

    /// <summary>How many of some characters go in one write: no more than there is room for, and than the UART's buffer holds.</summary>
    internal static int Piece(int count, int room)
    {
        int piece = count < room ? count : room;
        return piece < TransmitFifo.Size ? piece : TransmitFifo.Size;
    }

    // What is there, at most count. 0: nothing. -1: the port failed.
    private int Take(byte[] buffer, int offset, int count)
    {
        try
        {
            int there = _port.BytesToRead;
            if (there == 0) return 0;
            return _port.Read(buffer, offset, there < count ? there : count);
        }
        catch (Exception)
        {
            // Whatever the driver throws: the link has ended, and the line opens the port again.
            Abort();
            return -1;
        }
    }

    private bool Send(byte[] buffer, int offset, int count)
    {
        try
        {
            _port.Write(buffer, offset, Piece(count, TransmitFifo.Size));
            // Not before: other threads may run for a while in between, and the buffer would be taken for emptier than it is.
            _fifo.Add(count, _clock.Microseconds);
            return true;
        }
        catch (Exception)
        {
            // As for reading.
            Abort();
            return false;
        }
    }

    // The driver that is closed forgets what has not left yet: the end of a page, or of an answer.
    private void Drain()
    {
        long now = _clock.Microseconds;
        long emptyAt = _fifo.EmptyAt;
        long until = emptyAt - now < MostDrainUs ? emptyAt : now + MostDrainUs;
        while (!_wait.HasEnded && _clock.Microseconds < until) _wait.Until(until);
    }

    private void Arrived(object sender, SerialDataReceivedEventArgs e)
    {
        _wait.Wake();
    }
}
