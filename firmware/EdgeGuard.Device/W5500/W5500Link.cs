using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>A TCP connection that the chip holds, as a link.</summary>
/// <remarks>
/// It looks at the chip when it is asked, and again whenever the chip's interrupt pin or <see cref="W5500Chip.PollMs"/> says so:
/// a pin that is not wired, or an edge that was missed, costs time and nothing else. A connection that the other end has closed
/// is over once all that it sent has been read; half of one is of no use to Modbus.
/// </remarks>
internal sealed class W5500Link : ILink
{
    private readonly W5500Chip _chip;
    private readonly W5500Socket _socket;
    private readonly ISignal _signal;
    private readonly IClock _clock;
    private int _isEnded;
    private int _isReleased;

    // Bytes that are known to stand in the chip's buffer.
    private int _available;
    private bool _isSending;

    internal W5500Link(W5500Chip chip, W5500Socket socket, ISignal signal, IClock clock)
    {
        _chip = chip;
        _socket = socket;
        _signal = signal;
        _clock = clock;
    }

    private bool HasEnded
    {
        get { return Interlocked.CompareExchange(ref _isEnded, 0, 0) != 0; }
    }

    /// <inheritdoc/>
    public bool Ready(long until)
    {
        while (true)
        {
            if (HasEnded || _available > 0) return true;
            Look();
            if (HasEnded || _available > 0) return true;
            if (!Wait(until)) return false;
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long deadline)
    {
        if (!Ready(deadline)) Abort();
        if (HasEnded) return 0;
        int read = W5500Bus.Piece(count, _available);
        if (!_socket.Receive(buffer, offset, read))
        {
            Abort();
            return 0;
        }
        _available -= read;
        return read;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        while (count > 0)
        {
            int piece = W5500Bus.Piece(count, Room(deadline));
            if (piece <= 0 || !_socket.Send(buffer, offset, piece))
            {
                Abort();
                return false;
            }
            _isSending = true;
            offset += piece;
            count -= piece;
        }
        return !HasEnded;
    }

    /// <inheritdoc/>
    public void Abort()
    {
        Interlocked.Exchange(ref _isEnded, 1);
        _signal.Set();
    }

    /// <inheritdoc/>
    public void Close()
    {
        Abort();
        if (Interlocked.Exchange(ref _isReleased, 1) == 0) _chip.Release(_socket);
    }

    // Bytes that may be sent now; 0: none by the deadline, or the link has ended.
    private int Room(long deadline)
    {
        while (!HasEnded)
        {
            if (!_socket.Refresh() || _socket.State != SocketState.Established) return 0;
            if (_isSending) _isSending = !_socket.TakeSendDone();
            int free = _isSending ? 0 : _socket.Free();
            if (free != 0) return free;
            if (!Wait(deadline)) return 0;
        }
        return 0;
    }

    private void Look()
    {
        bool isSound = _socket.Refresh();
        bool mayHoldBytes = isSound && (_socket.State == SocketState.Established || _socket.State == SocketState.CloseWait);
        int received = mayHoldBytes ? _socket.Received() : -1;
        // The state was read first: after a FIN no byte can come between the two.
        if (received < 0 || (received == 0 && _socket.State == SocketState.CloseWait)) Abort();
        else _available = received;
    }

    // False: the time has passed. True: look again.
    private bool Wait(long until)
    {
        long now = _clock.Now;
        if (now >= until) return false;
        _signal.Wait(W5500Chip.NextLook(now, until));
        return true;
    }
}
