namespace EdgeGuard.Core;

/// <summary>HMAC-SHA256 (RFC 2104, FIPS 180-4): the one keyed primitive that every platform has. Any thread; never throws.</summary>
public interface IHmac
{
    /// <summary>The MAC of some bytes: 32 bytes. A key may have any length, as RFC 2104 section 2 has it.</summary>
    byte[] Compute(byte[] key, byte[] buffer, int offset, int count);

    /// <summary>PBKDF2 with this HMAC (RFC 8018 section 5.2), as fast as the platform can: whoever guesses passwords will not use a slower
    /// one. A platform that has none of its own takes the one of EdgeGuard.Store. May take seconds.</summary>
    /// <param name="password">Bytes of the password.</param>
    /// <param name="salt">Random, one for each password.</param>
    /// <param name="iterations">From 1.</param>
    /// <param name="length">Bytes wanted, from 1.</param>
    byte[] Stretch(byte[] password, byte[] salt, int iterations, int length);
}
