using System;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Opens Modbus/TCP Security connections to a module, as a client. Any thread; never throws.</summary>
public sealed class TlsDialer : IDialer
{
    private readonly string _host;
    private readonly int _port;
    private readonly ClientIdentity _identity;
    private readonly IClock _clock;

    /// <param name="host">Address or name; the module's certificate must name it.</param>
    /// <param name="port">TCP port; 802 by the specification.</param>
    /// <param name="identity">Who dials, and whom to trust.</param>
    /// <param name="clock">What deadlines are measured by.</param>
    public TlsDialer(string host, int port, ClientIdentity identity, IClock clock)
    {
        _host = host;
        _port = port;
        _identity = identity;
        _clock = clock;
    }

    /// <inheritdoc/>
    public ILink? Dial(long deadline)
    {
        return Dial(deadline, out _);
    }

    /// <summary>A link, or null and the problem in words. In TLS 1.3 a module that refuses the client's certificate says so
    /// only after this: by ending the link.</summary>
    public TlsClientLink? Dial(long deadline, out string problem)
    {
        Socket? socket = TcpConnect.Open(_host, _port, deadline, _clock, out problem);
        if (socket == null) return null;
        var stream = new DeadlineSocket(socket, _clock);
        var records = new RecordStream(stream);
        SslStream? ssl = ShakeHands(records, deadline, out problem);
        if (ssl != null) return new TlsClientLink(new TlsChannel(stream, records, ssl));
        stream.Close();
        return null;
    }

    private SslStream? ShakeHands(RecordStream records, long deadline, out string problem)
    {
        var check = new ModuleCheck(_host);
        var ssl = new SslStream(records, leaveInnerStreamOpen: true);
        try
        {
            records.BeginRead(deadline);
            records.BeginWrite(deadline);
            ssl.AuthenticateAsClient(CreateOptions(check));
            problem = "";
            return ssl;
        }
        catch (Exception e)
        {
            // Whatever the other side can provoke in the library is a failed handshake, told in words.
            problem = Words(e, check, records);
        }

        ssl.Dispose();
        return null;
    }

    private static string Words(Exception e, ModuleCheck check, RecordStream records)
    {
        if (check.Problem.Length > 0) return check.Problem;
        if (records.HasTimedOut) return "the TLS handshake got no answer in time";
        return "the TLS handshake failed: " + (e.InnerException ?? e).Message;
    }

    private SslClientAuthenticationOptions CreateOptions(ModuleCheck check)
    {
        return new SslClientAuthenticationOptions
        {
            TargetHost = _host,
            ClientCertificateContext = _identity.Context,
            CertificateChainPolicy = _identity.CreatePolicy(),
            RemoteCertificateValidationCallback = check.OnCertificate,
            EnabledSslProtocols = TlsSuites.Protocols,
            CipherSuitesPolicy = TlsSuites.Policy,
            AllowRenegotiation = false,
            AllowTlsResume = false,
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
        };
    }

    /// <summary>Says in words why a module's certificate is not good.</summary>
    private sealed class ModuleCheck(string host)
    {
        internal string Problem { get; private set; } = "";

        internal bool OnCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (errors == SslPolicyErrors.None) return true;
            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            {
                Problem = "the module showed no certificate";
            }
            else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            {
                Problem = $"the module's certificate ('{certificate?.Subject}') cannot be trusted: {Reasons(chain)}";
            }
            else
            {
                Problem =
                    $"the module's certificate ('{certificate?.Subject}') is not for '{host}'; dial it by a name that it was issued for";
            }
            return false;
        }

        private static string Reasons(X509Chain? chain)
        {
            string reasons = "";
            foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
            {
                reasons += (reasons.Length > 0 ? ", " : "") + status.StatusInformation.Trim().TrimEnd('.');
            }
            return reasons;
        }
    }
}
