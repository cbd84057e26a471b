using System;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Store;

/// <summary>The keys of one backup, and what they do.</summary>
/// <remarks>
/// From a passphrase: master = PBKDF2-HMAC-SHA256(passphrase, salt, iterations), and of it, each by HMAC-SHA256 over a label of its own,
/// one key for the MAC over the text and one for encryption. Encryption is HMAC-SHA256 in counter mode: block i of the key stream is
/// HMAC(key, nonce ‖ i), with a random nonce for each record. The MAC covers the cipher text (encrypt, then MAC) and is checked before
/// anything is decrypted. Without a passphrase nothing is encrypted, and the MAC's key is the device's.
/// </remarks>
internal sealed class BackupKeys
{
    internal const int SaltLength = 16;
    internal const int NonceLength = 16;

    private const int BlockLength = 32;

    private readonly IHmac _hmac;
    private readonly byte[] _mac;
    private readonly byte[] _encryption;

    private BackupKeys(IHmac hmac, byte[] mac, byte[] encryption)
    {
        _hmac = hmac;
        _mac = mac;
        _encryption = encryption;
    }

    /// <summary>Keys of a passphrase, with a salt of their own.</summary>
    /// <param name="hmac">HMAC-SHA256.</param>
    /// <param name="passphrase">As typed.</param>
    /// <param name="iterations">What guessing it costs.</param>
    /// <param name="random">For the salt.</param>
    /// <param name="line">Says what <see cref="TryPassphrase"/> reads: <c>key passphrase ITERATIONS SALT</c>.</param>
    internal static BackupKeys NewPassphrase(IHmac hmac, string passphrase, int iterations, IRandom random, out string line)
    {
        var salt = new byte[SaltLength];
        random.Fill(salt, 0, salt.Length);
        line = "key passphrase " + iterations.ToString() + " " + EventText.Hex(salt);
        return OfPassphrase(hmac, passphrase, salt, iterations);
    }

    /// <summary>Reads the words of a line that says how keys are made of a passphrase. False for any others.</summary>
    internal static bool TryPassphrase(string[] words, out byte[] salt, out int iterations)
    {
        salt = new byte[0];
        iterations = 0;
        if (words.Length != 4 || words[0] != "key" || words[1] != "passphrase") return false;
        byte[]? bytes = HexText.Read(words[3], SaltLength);
        if (bytes == null || !SettingText.TryNumber(words[2], out long number) || number < 1 || number > PasswordCost.Max) return false;
        salt = bytes;
        iterations = (int)number;
        return true;
    }

    internal static BackupKeys OfPassphrase(IHmac hmac, string passphrase, byte[] salt, int iterations)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(passphrase);
        byte[] master = hmac.Stretch(bytes, salt, iterations, BlockLength);
        Array.Clear(bytes, 0, bytes.Length);
        return new BackupKeys(
            hmac, Derived(hmac, master, "EdgeGuard v1 backup mac"), Derived(hmac, master, "EdgeGuard v1 backup encryption"));
    }

    internal static BackupKeys OfDevice(IHmac hmac, byte[] key)
    {
        return new BackupKeys(hmac, key, new byte[0]);
    }

    /// <summary>Whether secrets can be wrapped.</summary>
    internal bool CanWrap
    {
        get { return _encryption.Length > 0; }
    }

    internal byte[] Mac(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return _hmac.Compute(_mac, bytes, 0, bytes.Length);
    }

    /// <summary>Nonce and cipher text.</summary>
    internal byte[] Wrap(byte[] secret, IRandom random)
    {
        var wrapped = new byte[NonceLength + secret.Length];
        random.Fill(wrapped, 0, NonceLength);
        Array.Copy(secret, 0, wrapped, NonceLength, secret.Length);
        Cipher(wrapped);
        return wrapped;
    }

    /// <summary>The secret; null when the bytes are too few to be one. Only for bytes whose MAC was right.</summary>
    internal byte[]? Unwrap(byte[] wrapped)
    {
        if (wrapped.Length < NonceLength) return null;
        Cipher(wrapped);
        var secret = new byte[wrapped.Length - NonceLength];
        Array.Copy(wrapped, NonceLength, secret, 0, secret.Length);
        return secret;
    }

    private void Cipher(byte[] bytes)
    {
        var block = new byte[NonceLength + 4];
        Array.Copy(bytes, 0, block, 0, NonceLength);
        for (int at = NonceLength, number = 0; at < bytes.Length; at += BlockLength, number++)
        {
            BigEndian.Put32(block, NonceLength, number);
            byte[] stream = _hmac.Compute(_encryption, block, 0, block.Length);
            for (int i = 0; i < BlockLength && at + i < bytes.Length; i++) bytes[at + i] ^= stream[i];
        }
    }

    private static byte[] Derived(IHmac hmac, byte[] master, string label)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(label);
        return hmac.Compute(master, bytes, 0, bytes.Length);
    }
}
