namespace EdgeGuard.Policy;

/// <summary>SHA-256 (FIPS 180-4, section 6.2): the device has HMAC-SHA256 but no plain hash.</summary>
/// <remarks>One message an object. Not thread-safe.</remarks>
public sealed class Sha256
{
    public const int HashLength = 32;

    private const int BlockLength = 64;

    // Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] RoundConstants =
    {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };

    // Section 5.3.3.
    private readonly uint[] _state =
    {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };

    private readonly uint[] _schedule = new uint[64];
    private readonly byte[] _block = new byte[BlockLength];
    private int _filled;
    private long _length;

    /// <summary>Adds bytes to the message.</summary>
    public void Append(byte[] buffer, int offset, int count)
    {
        _length += count;
        for (int i = 0; i < count; i++)
        {
            _block[_filled++] = buffer[offset + i];
            if (_filled == BlockLength) Compress();
        }
    }

    /// <summary>The hash of all that was added. The object is used up.</summary>
    public byte[] Finish()
    {
        long bits = _length * 8;
        _block[_filled++] = 0x80;
        if (_filled > BlockLength - 8) Pad(BlockLength);
        Pad(BlockLength - 8);
        for (int shift = 56; shift >= 0; shift -= 8) _block[_filled++] = (byte)(bits >> shift & 0xFF);
        Compress();
        var hash = new byte[HashLength];
        for (int i = 0; i < HashLength; i++) hash[i] = (byte)(_state[i / 4] >> (24 - i % 4 * 8) & 0xFF);
        return hash;
    }

    private void Pad(int end)
    {
        while (_filled < end) _block[_filled++] = 0;
        if (_filled == BlockLength) Compress();
    }

    private void Compress()
    {
        unchecked
        {
            _filled = 0;
            Expand();
            uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
            uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
            for (int t = 0; t < 64; t++)
            {
                uint s1 = Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25);
                uint t1 = h + s1 + ((e & f) ^ (~e & g)) + RoundConstants[t] + _schedule[t];
                uint s0 = Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22);
                uint t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + t1;
                d = c;
                c = b;
                b = a;
                a = t1 + t2;
            }
            _state[0] += a;
            _state[1] += b;
            _state[2] += c;
            _state[3] += d;
            _state[4] += e;
            _state[5] += f;
            _state[6] += g;
            _state[7] += h;
        }
    }

    private void Expand()
    {
        unchecked
        {
            for (int t = 0; t < 16; t++)
            {
                int at = t * 4;
                _schedule[t] = (uint)(_block[at] << 24 | _block[at + 1] << 16 | _block[at + 2] << 8 | _block[at + 3]);
            }
            for (int t = 16; t < 64; t++)
            {
                uint w15 = _schedule[t - 15];
                uint w2 = _schedule[t - 2];
                uint s0 = Rotate(w15, 7) ^ Rotate(w15, 18) ^ (w15 >> 3);
                uint s1 = Rotate(w2, 17) ^ Rotate(w2, 19) ^ (w2 >> 10);
                _schedule[t] = _schedule[t - 16] + s0 + _schedule[t - 7] + s1;
            }
        }
    }

    private static uint Rotate(uint value, int count)
    {
        return value >> count | value << (32 - count);
    }
}
