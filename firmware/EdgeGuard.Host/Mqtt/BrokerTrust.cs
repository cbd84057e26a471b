using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace EdgeGuard.Host.Mqtt;

/// <summary>TLS to a broker: which certificates are believed, and which one is shown. Used by the module and by <c>edgeguard watch</c>.</summary>
public static class BrokerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Options that trust the CAs of one file and nothing else, and insist on the broker's name.</summary>
    /// <param name="host">The name, or address, that the broker's certificate must carry.</param>
    /// <param name="caFile">PEM.</param>
    /// <param name="certificateFile">PEM; empty to show no certificate.</param>
    /// <param name="keyFile">PEM.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public static MqttClientTlsOptions Load(string host, string caFile, string certificateFile, string keyFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(caFile);
        if (roots.Count == 0) throw new CryptographicException(caFile + ": no certificate in it; it must hold the CA in PEM");

        MqttClientTlsOptionsBuilder options = new MqttClientTlsOptionsBuilder()
            .UseTls()
            .WithTargetHost(host)
            .WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13)
            .WithCertificateValidationHandler(shown => IsTrusted(shown, roots));
        if (certificateFile.Length > 0)
            options.WithClientCertificates([X509Certificate2.CreateFromPemFile(certificateFile, keyFile)]);
        return options.Build();
    }

    private static bool IsTrusted(MqttClientCertificateValidationEventArgs shown, X509Certificate2Collection roots)
    {
        const SslPolicyErrors fatal = SslPolicyErrors.RemoteCertificateNotAvailable | SslPolicyErrors.RemoteCertificateNameMismatch;
        if ((shown.SslPolicyErrors & fatal) != 0 || shown.Certificate is not X509Certificate2 certificate) return false;

        // The platform's own chain was built against the system's store: only its certificates are of use here.
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // No list to check against: revoking a broker is done by giving the modules another CA.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (X509ChainElement element in shown.Chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(certificate);
    }
}
