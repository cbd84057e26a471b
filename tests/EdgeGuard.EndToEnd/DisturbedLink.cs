using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.EndToEnd;

/// <summary>The PLC's end of a bad line: of the frames in both directions,
/// one in so many arrives with a few wrong bits, cut, or twice.</summary>
/// <remarks>What a pseudo-terminal hands over at once is one frame here. Up to three wrong bits: all of those a CRC-16 finds, so that an
/// answer that is taken is right or the module wrong.</remarks>
internal sealed class DisturbedLink(ISerialLink link, int oneIn, int seed) : ISerialLink
{
    private const int MostWrongBits = 3;

    private readonly Random _random = new(seed);
    private readonly byte[] _frame = new byte[1024];
    private int _disturbed;

    /// <summary>How many frames so far.</summary>
    public int Disturbed => Volatile.Read(ref _disturbed);

    public int Read(byte[] buffer, int offset, int count, long until)
    {
        int read = link.Read(buffer, offset, count, until);
        if (read <= 0) return read;
        int disturbed = Disturb(buffer.AsSpan(offset, read));
        int taken = Math.Min(disturbed, count);
        Array.Copy(_frame, 0, buffer, offset, taken);
        // Cut to nothing: as if nothing had come.
        return taken;
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        int disturbed = Disturb(buffer.AsSpan(offset, count));
        return disturbed == 0 || link.Write(_frame, 0, disturbed, deadline);
    }

    public void Abort() => link.Abort();

    public void Close() => link.Close();

    // Leaves the frame as it arrives in _frame, and gives its length.
    private int Disturb(ReadOnlySpan<byte> frame)
    {
        frame.CopyTo(_frame);
        if (_random.Next(oneIn) != 0) return frame.Length;
        Interlocked.Increment(ref _disturbed);
        switch (_random.Next(3))
        {
            case 0:
                for (int bits = _random.Next(MostWrongBits); bits >= 0; bits--)
                {
                    _frame[_random.Next(frame.Length)] ^= (byte)(1 << _random.Next(8));
                }
                return frame.Length;
            case 1:
                return _random.Next(frame.Length);
            default:
                frame.CopyTo(_frame.AsSpan(frame.Length));
                return 2 * frame.Length;
        }
    }
}
