using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>All installed credentials at one moment: what can be judged together. Immutable once it was handed out.</summary>
public sealed class CredentialSet
{
    /// <summary>Longest credential, bytes: a revocation list of some thousand entries.</summary>
    public const int MaxBytes = 128 * 1024;

    private static readonly string[] Names =
    {
        RecordName.TlsIdentity, RecordName.TlsCa, RecordName.TlsCrl, RecordName.MqttCa, RecordName.MqttIdentity, RecordName.MqttPassword,
    };

    private readonly byte[]?[] _contents = new byte[]?[Names.Length];

    /// <summary>Nothing installed.</summary>
    public CredentialSet()
    {
    }

    /// <summary>How many kinds of credentials there are.</summary>
    public static int Count
    {
        get { return Names.Length; }
    }

    /// <summary>The record of a kind.</summary>
    public static string NameAt(int index)
    {
        return Names[index];
    }

    /// <summary>Whether a record is a credential.</summary>
    public static bool IsCredential(string name)
    {
        return IndexOf(name) >= 0;
    }

    /// <summary>Whether a credential must never be shown or leave the module unwrapped.</summary>
    public static bool IsSecret(string name)
    {
        return name == RecordName.TlsIdentity || name == RecordName.MqttIdentity || name == RecordName.MqttPassword;
    }

    /// <summary>What is installed; null for nothing.</summary>
    public byte[]? Get(string name)
    {
        int index = IndexOf(name);
        return index < 0 ? null : _contents[index];
    }

    /// <summary>The key and certificate of a record; null for none.</summary>
    public KeyedCertificate? GetKeyed(string name)
    {
        byte[]? content = Get(name);
        return content == null ? null : KeyedCertificate.FromBytes(content);
    }

    /// <summary>The same, with another content of one record; null: nothing is installed there.</summary>
    public CredentialSet With(string name, byte[]? content)
    {
        var set = new CredentialSet();
        for (int i = 0; i < Names.Length; i++) set._contents[i] = _contents[i];
        set.Put(name, content);
        return set;
    }

    /// <summary>Whether another set holds the same.</summary>
    public bool IsSameAs(CredentialSet other)
    {
        bool isSame = true;
        for (int i = 0; i < Names.Length; i++)
        {
            byte[]? own = _contents[i];
            byte[]? its = other._contents[i];
            if (own == null || its == null) isSame &= own == its;
            else isSame &= ConstantTime.Equal(own, its);
        }
        return isSame;
    }

    /// <summary>What is installed now.</summary>
    public static CredentialSet Load(RecordStore records)
    {
        var set = new CredentialSet();
        for (int i = 0; i < Names.Length; i++) set._contents[i] = records.Read(Names[i]);
        return set;
    }

    internal void Put(string name, byte[]? content)
    {
        _contents[IndexOf(name)] = content;
    }

    private static int IndexOf(string name)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (Names[i] == name) return i;
        }
        return -1;
    }
}
