using System.Text;

namespace EdgeGuard.Core.Tests;

/// <summary>Builds the outline of an X.509 certificate byte by byte, right or wrong as a test needs it.</summary>
internal static class CertificateBytes
{
    internal static readonly byte[] RoleOid = { 0x06, 0x0B, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x83, 0x89, 0x0C, 0x86, 0x22, 0x01 };
    internal static readonly byte[] OtherOid = { 0x06, 0x03, 0x55, 0x1D, 0x0F };
    internal static readonly byte[] True = { 0x01, 0x01, 0xFF };
    internal static readonly byte[] Nothing = new byte[0];

    /// <summary>A certificate with this list of extensions, each a whole value; null: no list at all.</summary>
    internal static byte[] Certificate(byte[] extensions)
    {
        byte[] list = extensions == null ? Nothing : Value(0xA3, Value(0x30, extensions));
        return Certificate(Nothing, list);
    }

    /// <summary>A certificate with this in its subject, and this behind its public key.</summary>
    internal static byte[] Certificate(byte[] subject, byte[] tail)
    {
        byte[] head = Join(
            Value(0xA0, new byte[] { 0x02, 0x01, 0x02 }),
            new byte[] { 0x02, 0x01, 0x05, 0x30, 0x00, 0x30, 0x00, 0x30, 0x00 });
        byte[] body = Value(0x30, Join(Join(head, Value(0x30, subject)), Join(new byte[] { 0x30, 0x00 }, tail)));
        return Value(0x30, Join(body, new byte[] { 0x30, 0x00, 0x03, 0x01, 0x00 }));
    }

    /// <summary>An extension: identifier, critical or <see cref="Nothing"/>, content of its OCTET STRING.</summary>
    internal static byte[] Extension(byte[] oid, byte[] critical, byte[] content)
    {
        return Value(0x30, Join(Join(oid, critical), Value(0x04, content)));
    }

    /// <summary>The role extension as it should be.</summary>
    internal static byte[] Role(string role)
    {
        return Extension(RoleOid, Nothing, Value(0x0C, Encoding.UTF8.GetBytes(role)));
    }

    internal static byte[] Value(byte tag, byte[] content)
    {
        if (content.Length < 0x80) return Join(new byte[] { tag, (byte)content.Length }, content);
        if (content.Length < 0x100) return Join(new byte[] { tag, 0x81, (byte)content.Length }, content);
        return Join(new byte[] { tag, 0x82, (byte)(content.Length >> 8), (byte)(content.Length & 0xFF) }, content);
    }

    internal static byte[] Join(byte[] a, byte[] b)
    {
        byte[] both = new byte[a.Length + b.Length];
        for (int i = 0; i < a.Length; i++) both[i] = a[i];
        for (int i = 0; i < b.Length; i++) both[a.Length + i] = b[i];
        return both;
    }
}
