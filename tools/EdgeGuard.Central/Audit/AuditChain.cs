using System.IO;
using System.Security.Cryptography;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>The chain of MACs over the entries of the audit log, as that over a module's batches: each covers its entry and the MAC before,
/// so that nobody without the key can write, change, reorder or leave out an entry unnoticed.</summary>
internal sealed class AuditChain(IHmac hmac, byte[] key)
{
    /// <summary>What stands before the first entry.</summary>
    internal static readonly byte[] Nothing = new byte[32];

    /// <summary>The MAC of an entry.</summary>
    internal byte[] Mac(AuditEntry entry, byte[] before)
    {
        using var bytes = new MemoryStream();
        // Each text with its length before it: no two entries have the same bytes.
        using var writer = new BinaryWriter(bytes);
        writer.Write(entry.Number);
        writer.Write(entry.At);
        writer.Write(entry.Who);
        writer.Write(entry.Address);
        writer.Write((byte)entry.Deed);
        writer.Write(entry.Subject);
        writer.Write(entry.Detail);
        writer.Write(before);
        writer.Flush();
        return hmac.Compute(key, bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Whether that is the MAC of an entry.</summary>
    internal bool IsRight(AuditEntry entry, byte[] before, byte[] mac) =>
        CryptographicOperations.FixedTimeEquals(Mac(entry, before), mac);
}
