using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>The credentials in memory as what certificates, keys and lists are read from. Their problems name the record.</summary>
internal static class RecordSources
{
    private const string TheCertificate = "the certificate";

    /// <summary>What the TLS listener needs; null while it is not all there.</summary>
    internal static CertificateSources? Server(CredentialSet credentials)
    {
        CredentialSource? certificate = Certificate(credentials, RecordName.TlsIdentity);
        CredentialSource? authorities = Whole(credentials, RecordName.TlsCa);
        if (certificate == null || authorities == null) return null;
        CredentialSource key = Key(credentials, RecordName.TlsIdentity)!;
        return new CertificateSources(certificate, key, authorities, Whole(credentials, RecordName.TlsCrl));
    }

    /// <summary>What the broker needs; what is not installed is empty.</summary>
    internal static BrokerSources Broker(CredentialSet credentials) => new(
        Whole(credentials, RecordName.MqttCa) ?? Nothing(RecordName.MqttCa),
        Certificate(credentials, RecordName.MqttIdentity),
        Key(credentials, RecordName.MqttIdentity),
        Whole(credentials, RecordName.MqttPassword) ?? Nothing(RecordName.MqttPassword));

    /// <summary>A record as it is; null where it is not installed.</summary>
    internal static CredentialSource? Whole(CredentialSet credentials, string record)
    {
        byte[]? content = credentials.Get(record);
        return content == null ? null : CredentialSource.Record(record, record, content);
    }

    /// <summary>The chain of a record that holds a key and its certificate; null where there is none.</summary>
    internal static CredentialSource? Certificate(CredentialSet credentials, string record)
    {
        KeyedCertificate? own = credentials.GetKeyed(record);
        return own == null ? null : CredentialSource.Record(record, TheCertificate, Encoding.UTF8.GetBytes(own.Chain));
    }

    /// <summary>The key of such a record.</summary>
    internal static CredentialSource? Key(CredentialSet credentials, string record)
    {
        KeyedCertificate? own = credentials.GetKeyed(record);
        return own == null ? null : CredentialSource.Record(record, record, Encoding.UTF8.GetBytes(own.Key));
    }

    private static CredentialSource Nothing(string record) => CredentialSource.Record(record, record, []);
}
