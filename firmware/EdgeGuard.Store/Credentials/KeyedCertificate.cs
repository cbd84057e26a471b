namespace EdgeGuard.Store.Credentials;

/// <summary>A private key and the certificate chain that belongs to it, both PEM, kept as one so that they never part. Immutable.</summary>
public sealed class KeyedCertificate
{
    private const byte Version = 1;
    private const string Begin = "-----BEGIN ";
    private const string KeyLabel = "PRIVATE KEY-----";

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
    public static KeyedCertificate? FromPem(string text)
    {
        int label = text.IndexOf(KeyLabel);
        int begin = label < 0 ? -1 : text.Substring(0, label).LastIndexOf(Begin);
        int end = label < 0 ? -1 : text.IndexOf(KeyLabel, label + KeyLabel.Length);
        if (begin < 0 || end < 0) return null;
        end += KeyLabel.Length;
        return new KeyedCertificate(text.Substring(begin, end - begin) + "\n", text.Substring(0, begin) + text.Substring(end).Trim());
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
        string key = reader.Text(CredentialSet.MaxBytes);
        string chain = reader.Text(CredentialSet.MaxBytes);
        return reader.IsWhole ? new KeyedCertificate(key, chain) : null;
    }
}
