using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>What commissioning gives a module: the name of its stream of events, and a secret of its own. Immutable.</summary>
/// <remarks>Made with the first account, destroyed by a factory reset, in no
/// backup: two modules with one secret could each pass for the other.</remarks>
public sealed class DeviceIdentity
{
    private const byte Version = 1;
    private const int SecretLength = 32;

    private readonly byte[] _secret;

    private DeviceIdentity(byte[] stream, byte[] secret)
    {
        Stream = stream;
        _secret = secret;
    }

    /// <summary>16 random bytes that name the stream of events.</summary>
    public byte[] Stream { get; }

    /// <summary>The stored identity; null before commissioning.</summary>
    public static DeviceIdentity? Load(RecordStore records)
    {
        byte[]? content = records.Read(RecordName.Identity);
        return content == null ? null : FromBytes(content);
    }

    /// <summary>The content of a record with a new identity.</summary>
    internal static byte[] Create(IRandom random)
    {
        var bytes = new byte[1 + EventBatchFormat.StreamSize + SecretLength];
        random.Fill(bytes, 1, bytes.Length - 1);
        bytes[0] = Version;
        return bytes;
    }

    internal static DeviceIdentity? FromBytes(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Version) reader.Fail();
        byte[] stream = reader.Raw(EventBatchFormat.StreamSize);
        byte[] secret = reader.Raw(SecretLength);
        return reader.IsWhole ? new DeviceIdentity(stream, secret) : null;
    }

    /// <summary>The key for one purpose: HMAC-SHA256 of the secret over <c>EdgeGuard v1 PURPOSE</c> (RFC 5869's expand step with one
    /// block's worth of output). 32 bytes.</summary>
    public byte[] Key(IHmac hmac, KeyPurpose purpose)
    {
        byte[] label = Encoding.UTF8.GetBytes("EdgeGuard v1 " + Word(purpose));
        return hmac.Compute(_secret, label, 0, label.Length);
    }

    private static string Word(KeyPurpose purpose)
    {
        switch (purpose)
        {
            case KeyPurpose.Events: return "events";
            case KeyPurpose.Acknowledgements: return "acknowledgements";
            case KeyPurpose.Commands: return "commands";
            default: return "backups";
        }
    }
}
