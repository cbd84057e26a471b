using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Device;

/// <summary>Who the module is to its clients, and by which CA they must be known. Immutable.</summary>
public sealed class ServerCredentials
{
    private ServerCredentials(X509Certificate2 own)
    {
        Own = own;
    }

    internal X509Certificate2 Own { get; }

    /// <summary>Reads what is installed, and hands the clients' CA to the library. Null, and the problem in words, when a listener could
    /// not be safe with it. Never throws.</summary>
    /// <remarks>The library has one list of CAs for everything: clients as well as servers that the module dials. So the clients' CA alone
    /// goes there; the broker's is handed to each of its connections. Writes to
    /// the flash, so: at the start, and when a credential has changed.</remarks>
    public static ServerCredentials? TryUse(CredentialSet installed, out string problem)
    {
        byte[]? authorities = installed.Get(RecordName.TlsCa);
        if (authorities == null || authorities.Length == 0)
        {
            problem = "no CA is installed for the clients (tls.ca): nobody could be verified";
            return null;
        }
        // The library passes over what it does not know, and takes the rest.
        string bundle = CertificateText.Strict(authorities, RecordName.TlsCa, out problem);
        if (problem.Length > 0) return null;
        ServerCredentials? credentials = TryRead(installed, out problem);
        if (credentials == null || HandOver(bundle)) return credentials;
        problem = "the clients' CA (tls.ca) was not taken: the flash is full, or this is no PEM";
        return null;
    }

    /// <summary>Reads the module's own certificate without using it. Null, and the problem in words, when that fails.</summary>
    public static ServerCredentials? TryRead(CredentialSet installed, out string problem)
    {
        problem = "";
        KeyedCertificate? identity = installed.GetKeyed(RecordName.TlsIdentity);
        if (identity == null)
        {
            problem = "the module has no certificate (tls.identity)";
            return null;
        }
        X509Certificate2? own = CertificateText.Own(identity, RecordName.TlsIdentity, out problem);
        return own == null ? null : new ServerCredentials(own);
    }

    private static bool HandOver(string bundle)
    {
        try
        {
            return CertificateManager.AddCaCertificateBundle(bundle);
        }
        catch (Exception)
        {
            // The library tells a number at the most.
            return false;
        }
    }
}
