using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Testing.Serial;

/// <summary>Bytes on the wire, each with the time of its start bit. Used under the clock's lock.</summary>
internal sealed class Transmission
{
    private readonly byte[] _bytes;
    private readonly long[] _beginsAt;
    private readonly long _character;

    internal Transmission(object sender, byte[] bytes, long[] beginsAt, long character)
    {
        Sender = sender;
        _bytes = bytes;
        _beginsAt = beginsAt;
        _character = character;
    }

    internal object Sender { get; }

    internal int Count
    {
        get { return _bytes.Length; }
    }

    internal long BeginsAt
    {
        get { return _beginsAt[0]; }
    }

    internal long EndsAt
    {
        get { return EndOf(_bytes.Length - 1); }
    }

    /// <summary>The bytes as they arrive, unless something else is on the wire at the same time.</summary>
    internal byte[] Bytes
    {
        get { return _bytes; }
    }

    internal long EndOf(int index)
    {
        return _beginsAt[index] + _character;
    }

    /// <summary>A byte as it is heard among everything that is on the wire.</summary>
    internal byte Heard(int index, IEnumerable<Transmission> all)
    {
        bool isHit = all.Any(other => other != this && other.Hits(_beginsAt[index], EndOf(index)));
        return isHit ? (byte)(_bytes[index] ^ 0x5A) : _bytes[index];
    }

    /// <summary>Whether any of its bytes is on the wire between two times.</summary>
    internal bool Hits(long from, long to)
    {
        return BeginsAt < to && EndsAt > from && _beginsAt.Any(at => at < to && at + _character > from);
    }

    /// <summary>Whether a pause within it is longer than so much.</summary>
    internal bool HasGap(long longest)
    {
        for (int i = 1; i < _bytes.Length; i++)
        {
            if (_beginsAt[i] - EndOf(i - 1) > longest) return true;
        }
        return false;
    }
}
