using System;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>A password as it is kept: salt, cost and what PBKDF2 made of them. Immutable.</summary>
internal sealed class PasswordHash
{
    internal const int SaltLength = 16;
    internal const int HashLength = 32;

    private readonly byte[] _salt;
    private readonly int _iterations;
    private readonly byte[] _hash;

    private PasswordHash(byte[] salt, int iterations, byte[] hash)
    {
        _salt = salt;
        _iterations = iterations;
        _hash = hash;
    }

    /// <summary>Hashes a password.</summary>
    internal static PasswordHash Of(string password, int iterations, IHmac hmac, IRandom random)
    {
        var salt = new byte[SaltLength];
        random.Fill(salt, 0, salt.Length);
        return new PasswordHash(salt, iterations, Derive(password, salt, iterations, hmac));
    }

    /// <summary>A hash that no password has, for names that nobody has: trying them takes as long.</summary>
    internal static PasswordHash OfNobody(int iterations)
    {
        return new PasswordHash(new byte[SaltLength], iterations, new byte[0]);
    }

    /// <summary>Whether it is this password. Always takes the whole time.</summary>
    internal bool Is(string password, IHmac hmac)
    {
        return ConstantTime.Equal(_hash, Derive(password, _salt, _iterations, hmac));
    }

    internal void Write(ByteWriter to)
    {
        to.Raw(_salt);
        to.Int(_iterations);
        to.Raw(_hash);
    }

    internal static PasswordHash Read(ByteReader from)
    {
        byte[] salt = from.Raw(SaltLength);
        int iterations = from.Int();
        byte[] hash = from.Raw(HashLength);
        if (iterations < 1 || iterations > PasswordCost.Max) from.Fail();
        return new PasswordHash(salt, iterations, hash);
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, IHmac hmac)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(password);
        byte[] hash = hmac.Stretch(bytes, salt, iterations, HashLength);
        Array.Clear(bytes, 0, bytes.Length);
        return hash;
    }
}
