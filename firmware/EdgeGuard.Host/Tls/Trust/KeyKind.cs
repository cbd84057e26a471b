using System;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Store;

namespace EdgeGuard.Host;

/// <summary>What kind of key it is, and whether TLS takes it here: RSA from 2048 bits on, and P-256, P-384, P-521. The library throws what
/// it likes at others, some only when the first client comes.</summary>
/// <param name="Fault">What is wrong with it, to be read behind "the key"; empty when TLS takes it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record KeyKind(string Fault, string Remedy)
{
    private const int MinRsaBits = 2048;
    private const string Ec = "1.2.840.10045.2.1";
    private const string Rsa = "1.2.840.113549.1.1.1";

    private const string MakeAnother =
        "make a P-256 key (openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256), and a certificate for it";

    private static readonly KeyKind Good = new("", "");
    private static readonly Asn1Tag CurveTag = new(TagClass.ContextSpecific, 0);

    /// <summary>The key that a certificate is about.</summary>
    internal static KeyKind Of(X509Certificate2 certificate)
    {
        try
        {
            string oid = certificate.PublicKey.Oid.Value ?? "";
            if (oid != Rsa) return oid == Ec ? OfCurve(certificate.PublicKey.EncodedParameters?.RawData ?? []) : Other(oid);
            using RSA? rsa = certificate.GetRSAPublicKey();
            return rsa == null ? Unreadable() : OfRsa(rsa.KeySize);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return Unreadable();
        }
    }

    /// <summary>A private key. How strong an RSA key is, its certificate says.</summary>
    internal static KeyKind Of(PemBlock key)
    {
        try
        {
            switch (key.Label)
            {
                case "RSA PRIVATE KEY": return Good;
                case "DSA PRIVATE KEY": return Named("DSA");
                case "EC PRIVATE KEY": return OfSec1(key.Content);
                case "PRIVATE KEY": return OfPkcs8(key.Content);
                case "OPENSSH PRIVATE KEY":
                    return new KeyKind("is in OpenSSH's own form", "'ssh-keygen -p -m PKCS8 -f FILE' makes PEM of it");
                default: return new KeyKind($"is a '{key.Label}', which is not known here", MakeAnother);
            }
        }
        catch (AsnContentException)
        {
            return Unreadable();
        }
    }

    // PrivateKeyInfo, RFC 5208 section 5.
    private static KeyKind OfPkcs8(byte[] der)
    {
        AsnReader fields = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        fields.ReadInteger();
        AsnReader algorithm = fields.ReadSequence();
        string oid = algorithm.ReadObjectIdentifier();
        if (oid == Rsa) return Good;
        return oid == Ec ? OfCurve(algorithm.PeekEncodedValue().ToArray()) : Other(oid);
    }

    // ECPrivateKey, RFC 5915 section 3.
    private static KeyKind OfSec1(byte[] der)
    {
        AsnReader fields = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        fields.ReadInteger();
        fields.ReadOctetString();
        return OfCurve(fields.ReadSequence(CurveTag).PeekEncodedValue().ToArray());
    }

    private static KeyKind OfRsa(int bits)
    {
        return bits >= MinRsaBits ? Good : new KeyKind($"is RSA of {bits} bits, which is too weak", MakeAnother);
    }

    private static KeyKind OfCurve(byte[] parameters)
    {
        var reader = new AsnReader(parameters, AsnEncodingRules.BER);
        if (!reader.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            return new KeyKind(
                "spells its curve out (explicit parameters) instead of naming it",
                "make a key that names it: openssl genpkey … -pkeyopt ec_param_enc:named_curve, and a certificate for it");
        }
        string oid = reader.ReadObjectIdentifier();
        // P-256, P-384, P-521.
        return oid is "1.2.840.10045.3.1.7" or "1.3.132.0.34" or "1.3.132.0.35"
            ? Good
            : Named("EC on the curve " + (new Oid(oid).FriendlyName ?? oid));
    }

    private static KeyKind Other(string oid) => Named(oid switch
    {
        "1.2.840.113549.1.1.10" => "RSA for PSS alone",
        "1.2.840.10040.4.1" => "DSA",
        "1.2.840.113549.1.3.1" or "1.2.840.10046.2.1" => "Diffie-Hellman",
        "1.3.101.110" => "X25519",
        "1.3.101.111" => "X448",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        "1.2.156.10197.1.301" => "SM2",
        _ => "of the algorithm " + oid,
    });

    private static KeyKind Named(string name) => new($"is {name}, which TLS does not take here", MakeAnother);

    private static KeyKind Unreadable() => new("cannot be read", MakeAnother);
}
