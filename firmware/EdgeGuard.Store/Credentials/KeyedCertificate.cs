using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>A private key and the certificate chain that belongs to it, both PEM, kept as one so that they never part. Immutable.</summary>
public sealed class KeyedCertificate
{
    private const byte Version = 1;

    public KeyedCertificate(string key, string chain)
    {
        Key = key;
        Chain = chain;
    }

    /// <summary>The private key, PEM, unencrypted.</summary>
    public string Key { get; }

    /// <summary>The certificate, then what stands between it and the root, PEM.</summary>
    public string Chain { get; }

    /// <summary>The key and the chain of one text that holds both, in whatever order. Null when there is no key in it.</summary>
    /// <param name="text">PEM.</param>
    /// <param name="problems">Is given an error for every block that cannot be read, and for a second key.</param>
    public static KeyedCertificate? FromPem(string text, ProblemList problems)
    {
        byte[] file = Encoding.UTF8.GetBytes(text);
        PemBlock? key = PemText.OnlyKey(PemReader.Read(file, problems), problems);
        if (key == null) return null;
        string before = Utf8Text.Read(file, 0, key.Begin) ?? "";
        string after = Utf8Text.Read(file, key.End, file.Length - key.End) ?? "";
        return new KeyedCertificate(key.TextIn(file) + "\n", before + after.Trim());
    }

    public byte[] ToBytes()
    {
        var writer = new ByteWriter();
        writer.Byte(Version);
        writer.Text(Key);
        writer.Text(Chain);
        return writer.Take();
    }

    /// <summary>Null when the bytes are none.</summary>
    public static KeyedCertificate? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        string key = reader.Text(bytes.Length);
        string chain = reader.Text(bytes.Length);
        return reader.IsWhole ? new KeyedCertificate(key, chain) : null;
    }
}
