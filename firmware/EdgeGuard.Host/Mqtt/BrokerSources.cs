namespace EdgeGuard.Host;

/// <summary>What a broker is believed by, and what it is shown. Read again at every connection, so that a renewed file counts.</summary>
/// <param name="Authorities">With TLS: PEM of the CA, or CAs, that alone are trusted. The system's store is not looked at.</param>
/// <param name="Certificate">PEM of our certificate and what stands between it and its CA; null for none.</param>
/// <param name="Key">PEM of its private key; null only without a certificate.</param>
/// <param name="Password">Its first line is the password; needed with a user.</param>
internal sealed record BrokerSources(
    CredentialSource Authorities, CredentialSource? Certificate, CredentialSource? Key, CredentialSource Password)
{
    /// <summary>Files; an empty path is for what is not asked for.</summary>
    internal static BrokerSources OfFiles(string caFile, string certificateFile, string keyFile, string passwordFile) => new(
        CredentialSource.File(caFile),
        certificateFile.Length == 0 ? null : CredentialSource.File(certificateFile),
        certificateFile.Length == 0 ? null : CredentialSource.Secret(keyFile, "private key"),
        CredentialSource.Secret(passwordFile, "password"));
}
