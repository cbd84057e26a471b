namespace EdgeGuard.Core.Ports;

/// <summary>HMAC-SHA256 (RFC 2104, FIPS 180-4): the one keyed primitive that every body has. Any thread; never throws.</summary>
public interface IHmac
{
    /// <summary>The MAC of some bytes: 32 bytes. A key may have any length, as RFC 2104 section 2 has it.</summary>
    byte[] Compute(byte[] key, byte[] buffer, int offset, int count);
}
