using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Gives a pseudo-terminal the times of a line: what comes in is there only when a wire would have brought it, and what goes out
/// takes as long as on one.</summary>
/// <remarks>The other end's bytes count as sent one behind the other from the moment at which the first is here. Owner's thread only, but
/// for <see cref="Abort"/>.</remarks>
public sealed class PacedLink : ISerialLink
{
    private const int Chunk = 512;

    private readonly ISerialLink _link;
    private readonly IClock _clock;
    private readonly double _characterUs;
    private readonly Queue<(byte Byte, double At)> _coming = new();
    private readonly byte[] _received = new byte[Chunk];
    private double _inEnd;
    private double _outEnd;
    private bool _hasEnded;

    public PacedLink(ISerialLink link, SerialFormat format, IClock clock)
    {
        _link = link;
        _clock = clock;
        _characterUs = 1e6 * format.BitsPerCharacter / format.Baud;
    }

    /// <summary>The shortest silence that the other end kept between the end of what we sent and its next byte, microseconds;
    /// long.MaxValue before the first. Less than nothing: it spoke into what we sent.</summary>
    public long ShortestSilenceUs { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count, long until)
    {
        while (true)
        {
            TakeWaiting(0);
            int taken = 0;
            while (taken < count && _coming.TryPeek(out (byte Byte, double At) next) && next.At <= _clock.Microseconds)
            {
                buffer[offset + taken++] = _coming.Dequeue().Byte;
            }
            if (taken > 0) return taken;
            if (_coming.Count == 0 && _hasEnded) return -1;
            long wake = _coming.TryPeek(out (byte Byte, double At) first) ? Math.Min(until, (long)Math.Ceiling(first.At)) : until;
            if (_clock.Microseconds >= wake && wake == until) return 0;
            TakeWaiting(wake);
        }
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        double begun = Math.Max(_clock.Microseconds, Math.Max(_inEnd, _outEnd));
        for (int i = 0; i < count; i++)
        {
            _outEnd = begun + (i + 1) * _characterUs;
            while (_clock.Microseconds < _outEnd && !_hasEnded) TakeWaiting((long)Math.Ceiling(_outEnd));
            if (_hasEnded || !_link.Write(buffer, offset + i, 1, deadline)) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Abort() => _link.Abort();

    /// <inheritdoc/>
    public void Close() => _link.Close();

    private void TakeWaiting(long until)
    {
        if (_hasEnded) return;
        int count = _link.Read(_received, 0, Chunk, until);
        if (count < 0) _hasEnded = true;
        if (count <= 0) return;
        double now = _clock.Microseconds;
        if (_outEnd > 0 && _inEnd < _outEnd) ShortestSilenceUs = Math.Min(ShortestSilenceUs, (long)(now - _outEnd));
        double begun = Math.Max(now, _inEnd);
        for (int i = 0; i < count; i++) _coming.Enqueue((_received[i], begun + (i + 1) * _characterUs));
        _inEnd = begun + count * _characterUs;
    }
}
