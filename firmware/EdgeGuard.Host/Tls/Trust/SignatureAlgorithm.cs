using System;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>The signature algorithms that count: RSA (PKCS #1 v1.5, and PSS as
/// Windows CAs can be set to) and ECDSA, with SHA-256, SHA-384, SHA-512.</summary>
internal sealed class SignatureAlgorithm
{
    private const string Pss = "1.2.840.113549.1.1.10";
    private const string Mgf1 = "1.2.840.113549.1.1.8";

    private static readonly Asn1Tag HashTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag MaskTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SaltTag = new(TagClass.ContextSpecific, 2);

    private readonly HashAlgorithmName _hash;
    private readonly RSASignaturePadding? _padding; // null: ECDSA

    private SignatureAlgorithm(HashAlgorithmName hash, RSASignaturePadding? padding)
    {
        _hash = hash;
        _padding = padding;
    }

    /// <summary>Reads an AlgorithmIdentifier. Null when it is none that counts.</summary>
    internal static SignatureAlgorithm? Read(ReadOnlyMemory<byte> identifier)
    {
        try
        {
            AsnReader fields = new AsnReader(identifier, AsnEncodingRules.DER).ReadSequence();
            string oid = fields.ReadObjectIdentifier();
            return oid == Pss ? ReadPss(fields) : Of(oid);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature on a certificate counts.</summary>
    internal static bool IsStrong(X509Certificate2 certificate)
    {
        try
        {
            AsnReader fields = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            fields.ReadEncodedValue();
            return Read(fields.PeekEncodedValue()) != null;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Whether the key of this certificate signed the data.</summary>
    internal bool Verify(X509Certificate2 signer, byte[] data, byte[] signature)
    {
        try
        {
            return _padding == null ? VerifyEcdsa(signer, data, signature) : VerifyRsa(signer, data, signature, _padding);
        }
        catch (CryptographicException)
        {
            // A key or signature that cannot even be read is not a signature.
            return false;
        }
    }

    private bool VerifyRsa(X509Certificate2 signer, byte[] data, byte[] signature, RSASignaturePadding padding)
    {
        using RSA? key = signer.GetRSAPublicKey();
        return key != null && key.VerifyData(data, signature, _hash, padding);
    }

    private bool VerifyEcdsa(X509Certificate2 signer, byte[] data, byte[] signature)
    {
        using ECDsa? key = signer.GetECDsaPublicKey();
        return key != null && key.VerifyData(data, signature, _hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    // RFC 8017 appendix A.2.4 and RFC 5758 section 3.2.
    private static SignatureAlgorithm? Of(string oid)
    {
        return oid switch
        {
            "1.2.840.113549.1.1.11" => new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "1.2.840.113549.1.1.12" => new(HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "1.2.840.113549.1.1.13" => new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "1.2.840.10045.4.3.2" => new(HashAlgorithmName.SHA256, null),
            "1.2.840.10045.4.3.3" => new(HashAlgorithmName.SHA384, null),
            "1.2.840.10045.4.3.4" => new(HashAlgorithmName.SHA512, null),
            _ => null,
        };
    }

    // RFC 8017 appendix A.2.3. Its defaults are SHA-1; and where hash, mask and salt do not go together, nobody makes such signatures.
    private static SignatureAlgorithm? ReadPss(AsnReader fields)
    {
        AsnReader parameters = fields.ReadSequence();
        if (!Is(parameters, HashTag)) return null;
        string hash = parameters.ReadSequence(HashTag).ReadSequence().ReadObjectIdentifier();
        if (!Is(parameters, MaskTag)) return null;
        AsnReader mask = parameters.ReadSequence(MaskTag).ReadSequence();
        bool isSame = mask.ReadObjectIdentifier() == Mgf1 && mask.ReadSequence().ReadObjectIdentifier() == hash;
        int salt = Is(parameters, SaltTag) && parameters.ReadSequence(SaltTag).TryReadInt32(out int bytes) ? bytes : 0;
        return isSame ? OfHash(hash, salt) : null;
    }

    private static SignatureAlgorithm? OfHash(string hash, int salt)
    {
        return (hash, salt) switch
        {
            ("2.16.840.1.101.3.4.2.1", 32) => new(HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            ("2.16.840.1.101.3.4.2.2", 48) => new(HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
            ("2.16.840.1.101.3.4.2.3", 64) => new(HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
            _ => null,
        };
    }

    private static bool Is(AsnReader fields, Asn1Tag tag) => fields.HasData && fields.PeekTag().HasSameClassAndValue(tag);
}
