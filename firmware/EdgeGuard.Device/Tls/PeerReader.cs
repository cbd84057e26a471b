using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Device;

/// <summary>Who a TLS client is: by its certificate where that can be seen, else by its address. Immutable; any thread.</summary>
/// <remarks>By address, the certificate proves that a CA that the module trusts knows the client, and the address says which one it is:
/// whoever has a certificate of that CA and takes another client's address gets that one's role.</remarks>
public sealed class PeerReader
{
    private const string Hex = "0123456789abcdef";

    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    private readonly AddressRoles _roles;
    private readonly IPeerCertificate? _certificates;

    /// <param name="roles">Roles by address (tls.address-role): of use only without <paramref name="certificates"/>.</param>
    /// <param name="certificates">Shows certificates; null on the stock image.</param>
    public PeerReader(AddressRoles roles, IPeerCertificate? certificates)
    {
        _roles = roles;
        _certificates = certificates;
    }

    /// <summary>Where roles come from, as it is reported.</summary>
    public RoleOrigin Origin
    {
        get { return _certificates != null ? RoleOrigin.Certificate : RoleOrigin.AddressTable; }
    }

    /// <summary>Whether a handshake with this address can come to anything.</summary>
    internal bool MayCome(string address)
    {
        return _certificates != null || _roles.IndexOf(address) >= 0;
    }

    /// <summary>The client behind a finished handshake; null: its certificate cannot be seen.</summary>
    internal Peer? Read(string address, SslStream stream, out RoleFault fault)
    {
        fault = RoleFault.None;
        if (_certificates == null) return new Peer(PeerTransport.Tls, address, "", _roles.RoleOf(address), "", long.MaxValue);
        byte[]? certificate = _certificates.Of(stream);
        if (certificate == null) return null;
        string? role = CertificateRoleReader.Read(certificate, 0, certificate.Length, out fault);
        return Describe(address, certificate, role);
    }

    private static Peer? Describe(string address, byte[] certificate, string? role)
    {
        try
        {
            var parsed = new X509Certificate2(certificate);
            long validUntil = (parsed.NotAfter.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
            return new Peer(PeerTransport.Tls, address, parsed.Subject, role, Fingerprint(certificate), validUntil);
        }
        catch (Exception)
        {
            // What the library cannot read it has not verified either.
            return null;
        }
    }

    private static string Fingerprint(byte[] certificate)
    {
        var sha = new Sha256();
        sha.Append(certificate, 0, certificate.Length);
        byte[] hash = sha.Finish();
        var text = new char[hash.Length * 2];
        for (int i = 0; i < hash.Length; i++)
        {
            text[2 * i] = Hex[hash[i] >> 4];
            text[2 * i + 1] = Hex[hash[i] & 15];
        }
        return new string(text);
    }
}
