using EdgeGuard.Guard;

namespace EdgeGuard.Device;

/// <summary>How often an address may have a handshake: each costs everybody its whole time. Not thread-safe.</summary>
internal sealed class HandshakeRate
{
    /// <summary>Handshakes that an address may have one after the other.</summary>
    internal const int Burst = 4;

    /// <summary>Milliseconds until it may have another one, in the long run.</summary>
    internal const int EveryMs = 5000;

    // Addresses remembered; the one that was not seen for longest is forgotten first.
    private const int Remembered = 16;

    // The bucket counts whole tokens a second: time is handed to it slower.
    private const int Slower = EveryMs / 1000;

    private readonly string[] _addresses = new string[Remembered];
    private readonly RateBucket[] _buckets = new RateBucket[Remembered];
    private readonly long[] _seen = new long[Remembered];

    internal HandshakeRate()
    {
        for (int i = 0; i < Remembered; i++)
        {
            _addresses[i] = "";
            _buckets[i] = new RateBucket();
            _seen[i] = long.MinValue;
        }
    }

    /// <summary>Whether an address may have a handshake at this moment, which then counts.</summary>
    internal bool Take(string address, long now)
    {
        int at = PlaceOf(address);
        _seen[at] = now;
        return _buckets[at].Take(1, Burst, now / Slower);
    }

    private int PlaceOf(string address)
    {
        int oldest = 0;
        for (int i = 0; i < Remembered; i++)
        {
            if (_addresses[i] == address) return i;
            if (_seen[i] < _seen[oldest]) oldest = i;
        }
        _addresses[oldest] = address;
        _buckets[oldest] = new RateBucket();
        return oldest;
    }
}
