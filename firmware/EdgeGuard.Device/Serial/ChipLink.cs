using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Device;

/// <summary>An open <see cref="ChipPort"/>.</summary>
/// <remarks>Nothing says that something came but the chip's own registers: it looks every <see cref="SerialWait.PollMs"/>. What comes while
/// the interpreter is held up for longer than the chip's FIFO lasts is lost, and the CRC finds it. Allocates nothing.</remarks>
internal sealed class ChipLink : ISerialLink
{
    private const int PerSecond = 1000 * 1000;

    private readonly ChipPort _owner;
    private readonly UartChip _chip;
    private readonly IClock _clock;
    private readonly SerialWait _wait;
    private readonly long _drainUs;
    private bool _isClosed;

    internal ChipLink(ChipPort owner, UartChip chip, SerialFormat format, IClock clock, SerialWait wait)
    {
        _owner = owner;
        _chip = chip;
        _clock = clock;
        _wait = wait;
        _drainUs = (UartChip.Fifo + 1) * (long)(format.BitsPerCharacter * PerSecond / format.Baud + 1);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long until)
    {
        while (!_wait.HasEnded)
        {
            int read = _chip.Take(buffer, offset, count);
            if (read > 0) return read;
            if (read < 0) Abort();
            else if (_clock.Microseconds >= until) return 0;
            else _wait.Until(until);
        }
        return -1;
    }

    /// <inheritdoc/>
    /// <remarks>Returns when the last characters are in the chip's FIFO, as much as 64 before the end.</remarks>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        while (count > 0)
        {
            if (_wait.HasEnded) return false;
            int room = _chip.Room();
            int piece = count < room ? count : room;
            if (piece < 0 || (piece > 0 && !_chip.Give(buffer, offset, piece)))
            {
                Abort();
                return false;
            }
            offset += piece;
            count -= piece;
            if (count == 0) break;
            if (_clock.Microseconds >= deadline) return false;
            _wait.Until(deadline);
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
        if (_isClosed) return;
        _isClosed = true;
        if (!_wait.HasEnded) Drain();
        Abort();
        _chip.Stop();
        _owner.GiveBack();
    }

    // The end of a response, before the chip forgets it.
    private void Drain()
    {
        long until = _clock.Microseconds + _drainUs;
        while (!_wait.HasEnded && _clock.Microseconds < until && !_chip.IsIdle()) _wait.Until(until);
    }
}
