namespace EdgeGuard.Device;

/// <summary>What still stands in the UART's transmit buffer, reckoned from the time: the hardware drains it at the baud rate.</summary>
/// <remarks>
/// A write for which the buffer has no room is finished by a native task that keeps the address of our array, which the garbage
/// collector may move meanwhile. So no write may ever be larger than what has surely left. Reckons late, never early.
/// </remarks>
internal sealed class TransmitFifo
{
    /// <summary>Characters that the buffer holds.</summary>
    internal const int Size = 128;

    // The first character begins a little after it was written.
    private const int StartCharacters = 2;

    private readonly long _characterUs;
    private int _count;

    // When the character at the front began to leave, as reckoned.
    private long _frontAt;

    /// <param name="characterUs">Microseconds of one character on the line, rounded up.</param>
    internal TransmitFifo(long characterUs)
    {
        _characterUs = characterUs;
    }

    /// <summary>Characters that can be written now.</summary>
    internal int Room(long nowUs)
    {
        if (_count == 0) return Size;
        long left = (nowUs - _frontAt) / _characterUs;
        if (left <= 0) return Size - _count;
        _frontAt += left * _characterUs;
        _count = left < _count ? _count - (int)left : 0;
        return Size - _count;
    }

    /// <summary>Characters were written, no more than there was room for, and not after this time.</summary>
    internal void Add(int count, long nowUs)
    {
        // What left while the writer had to wait for the processor: the line was silent then, and these began late.
        Room(nowUs);
        if (_count == 0) _frontAt = nowUs + StartCharacters * _characterUs;
        _count += count;
    }

    /// <summary>When all that was written has left, microseconds.</summary>
    internal long EmptyAt
    {
        get { return _frontAt + _count * _characterUs; }
    }

    /// <summary>When there will be room for some characters, microseconds.</summary>
    internal long RoomAt(int count)
    {
        int mustLeave = _count + count - Size;
        return mustLeave <= 0 ? _frontAt : _frontAt + mustLeave * _characterUs;
    }
}
