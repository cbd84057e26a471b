using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store.Tests;

/// <summary>HMAC-SHA256 (RFC 2104) over our own SHA-256: the same on the device and on the host.</summary>
internal sealed class SoftHmac : IHmac
{
    private const int BlockLength = 64;
    private const byte Inner = 0x36;
    private const byte Outer = 0x5C;

    public byte[] Compute(byte[] key, byte[] buffer, int offset, int count)
    {
        byte[] shortKey = key.Length > BlockLength ? Hash(key, 0, key.Length) : key;
        byte[] inner = Padded(shortKey, Inner, count);
        for (int i = 0; i < count; i++) inner[BlockLength + i] = buffer[offset + i];
        byte[] hash = Hash(inner, 0, inner.Length);
        byte[] outer = Padded(shortKey, Outer, hash.Length);
        for (int i = 0; i < hash.Length; i++) outer[BlockLength + i] = hash[i];
        return Hash(outer, 0, outer.Length);
    }

    public byte[] Stretch(byte[] password, byte[] salt, int iterations, int length)
    {
        return Pbkdf2.Derive(this, password, salt, iterations, length);
    }

    private static byte[] Padded(byte[] key, byte pad, int more)
    {
        var block = new byte[BlockLength + more];
        for (int i = 0; i < BlockLength; i++) block[i] = i < key.Length ? (byte)(key[i] ^ pad) : pad;
        return block;
    }

    private static byte[] Hash(byte[] bytes, int offset, int count)
    {
        var sha = new Sha256();
        sha.Append(bytes, offset, count);
        return sha.Finish();
    }
}
