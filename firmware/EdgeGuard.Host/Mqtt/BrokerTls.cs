using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Channel;

namespace EdgeGuard.Host;

/// <summary>TLS to a broker: which certificates are believed, and which chain
/// is shown. Used by the module and by <c>edgeguard watch</c>.</summary>
/// <remarks>MQTTnet's own TLS options take certificates, but SslStream sends only the first of them: what stands between it and
/// its CA would be missing, and a broker that has the root alone would refuse us. So TLS is made here, and MQTTnet is given
/// the finished stream and no TLS options.</remarks>
public sealed class BrokerTls : IMqttClientStreamProvider
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly string _host;
    private readonly X509Certificate2Collection _authorities;
    private readonly SslStreamCertificateContext? _shown;
    private volatile string _problem = "";

    private BrokerTls(string host, X509Certificate2Collection authorities, SslStreamCertificateContext? shown)
    {
        _host = host;
        _authorities = authorities;
        _shown = shown;
    }

    /// <summary>Trusts the CAs of one file and nothing else, and insists on the broker's name.</summary>
    /// <param name="host">The name, or address, that the broker's certificate must carry.</param>
    /// <param name="caFile">PEM.</param>
    /// <param name="certificateFile">PEM: the certificate and what stands between it and its CA; empty to show none.</param>
    /// <param name="keyFile">PEM, readable by its owner alone.</param>
    /// <exception cref="CryptographicException">A file cannot be read or
    /// does not hold what it should; the message has all of it.</exception>
    public static BrokerTls Load(string host, string caFile, string certificateFile, string keyFile) =>
        Load(host, BrokerSources.OfFiles(caFile, certificateFile, keyFile, ""));

    /// <summary>As above, from wherever the credentials are.</summary>
    /// <exception cref="CryptographicException">As above.</exception>
    internal static BrokerTls Load(string host, BrokerSources sources)
    {
        var problems = new List<FileProblem>();
        return TryLoad(host, sources, problems) ?? throw new CryptographicException(FileProblem.Text(problems));
    }

    /// <summary>As Load; null, and a line for each problem, when that fails. Never throws.</summary>
    internal static BrokerTls? TryLoad(string host, BrokerSources sources, IList<FileProblem> problems)
    {
        int before = FileProblem.Errors(problems);
        X509Certificate2Collection? authorities = PemFiles.LoadCertificates(sources.Authorities, problems);
        SslStreamCertificateContext? shown = null;
        if (sources.Certificate != null)
        {
            X509Certificate2? own = PemFiles.LoadPair(sources.Certificate, sources.Key!, problems, out X509Certificate2Collection issuers);
            // offline: never fetches a missing issuer from the network.
            if (own != null) shown = Context(own, issuers, sources.Certificate.Place, problems);
        }

        return FileProblem.Errors(problems) == before ? new BrokerTls(host, authorities!, shown) : null;
    }

    /// <summary>Adds what time and strength make of what was loaded.</summary>
    internal void Check(BrokerSources sources, long utc, IList<FileProblem> problems)
    {
        var check = new CertificateCheck(utc, problems);
        check.Authorities([.. _authorities], sources.Authorities.Place, "the broker is refused");
        if (_shown == null || sources.Certificate == null) return;
        X509Certificate2[] chain = [_shown.TargetCertificate, .. _shown.IntermediateCertificates];
        check.Shown(chain, sources.Certificate.Place, CertificateCheck.ClientAuth);
    }

    /// <summary>Whom it trusts.</summary>
    internal X509Certificate2Collection Authorities => _authorities;

    /// <summary>What it shows; null for nothing.</summary>
    internal X509Certificate2? Shown => _shown?.TargetCertificate;

    /// <inheritdoc/>
    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken)
    {
        Socket socket = await BrokerSocket.Connect(brokerEndPoint, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(Options(), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (Exception e)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException or IOException) throw new AuthenticationException(Words(), e);
            throw;
        }
    }

    // Ours: what the library says names neither the certificate nor the remedy.
    private string Words() =>
        _problem.Length > 0
            ? _problem
            : "the TLS handshake with the broker broke off; does it speak TLS on this port, and does it take our certificate?";

    private bool OnCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            _problem = "the broker showed no certificate";
        }
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            _problem = $"the broker's certificate ('{certificate?.Subject}') is not for '{_host}'; name the broker as its certificate does";
        }
        else if (errors != SslPolicyErrors.None)
        {
            _problem =
                $"the broker's certificate ('{certificate?.Subject}') is not of a CA of mqtt.ca, has run out, or is for something "
                    + "else than a server";
        }
        return errors == SslPolicyErrors.None;
    }

    private static SslStreamCertificateContext? Context(
        X509Certificate2 own, X509Certificate2Collection issuers, string path, IList<FileProblem> problems)
    {
        try
        {
            return SslStreamCertificateContext.Create(own, issuers, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or NotSupportedException)
        {
            problems.Add(new FileProblem(path, "this certificate cannot be used: " + e.Message, "issue it again, with a P-256 key"));
            return null;
        }
    }

    private SslClientAuthenticationOptions Options()
    {
        // No list to check against: revoking a broker is done by giving the modules another CA.
        X509ChainPolicy policy = CaBundle.CreatePolicy([.. _authorities]);
        policy.ApplicationPolicy.Add(ServerAuthentication);
        return new SslClientAuthenticationOptions
        {
            TargetHost = _host,
            ClientCertificateContext = _shown,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = OnCertificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            AllowRenegotiation = false,
        };
    }
}
