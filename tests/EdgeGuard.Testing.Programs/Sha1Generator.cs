using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Testing.Programs;

/// <summary>Signs with RSA and SHA-1 (sha1WithRSAEncryption, RFC 8017 appendix A.2.4), which the library does not do any more.</summary>
public sealed class Sha1Generator(RSA key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        return [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];
    }

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
    {
        // CA5350: weak on purpose: what must be refused has to be made first.
#pragma warning disable CA5350
        return key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350
    }

    protected override PublicKey BuildPublicKey()
    {
        return new PublicKey(key);
    }
}
