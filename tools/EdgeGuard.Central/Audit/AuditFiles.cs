using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;

namespace EdgeGuard.Central;

/// <summary>What of the audit log is kept beside it: the key of its chain, and where it ended last, so that a log whose end was cut off is
/// seen.</summary>
internal sealed class AuditFiles(string folder)
{
    private const int KeySize = 32;

    private string KeyPath => Path.Combine(folder, "audit.key");

    private string HeadPath => Path.Combine(folder, "audit.head");

    /// <summary>The key of the chain; made where there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or is none.</exception>
    internal byte[] Key()
    {
        if (!File.Exists(KeyPath)) OwnerFile.Write(KeyPath, RandomNumberGenerator.GetBytes(KeySize), outlastsPowerCut: true);
        byte[] key = File.ReadAllBytes(KeyPath);
        return key.Length == KeySize ? key : throw new IOException($"{KeyPath} is no key: restore it from a backup");
    }

    /// <summary>The number and MAC of the entry that was written last; 0 where that is not known.</summary>
    internal (long Number, byte[] Mac) Head()
    {
        if (!File.Exists(HeadPath)) return (0, AuditChain.Nothing);
        string[] parts = File.ReadAllText(HeadPath).Trim().Split(' ');
        bool isNumber = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        bool isMac = parts.Length == 2 && parts[1].Length == 2 * AuditChain.Nothing.Length;
        return isNumber && isMac && Mac(parts[1]) is { } mac ? (number, mac) : (0, AuditChain.Nothing);
    }

    /// <summary>Notes where the log ends. After a power cut an earlier end may stand there, never a later one.</summary>
    internal void SaveHead(long number, byte[] mac)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToHexStringLower(mac)}\n");
        OwnerFile.Write(HeadPath, System.Text.Encoding.ASCII.GetBytes(text), outlastsPowerCut: false);
    }

    private static byte[]? Mac(string hex)
    {
        var mac = new byte[AuditChain.Nothing.Length];
        return Convert.FromHexString(hex, mac, out _, out int written) == System.Buffers.OperationStatus.Done && written == mac.Length
            ? mac
            : null;
    }
}
