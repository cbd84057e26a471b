using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeGuard.Host;

/// <summary>The certificates that a peer showed, as DER: kept for as long as its link lives, to be verified again.</summary>
public sealed class PeerChain
{
    private readonly byte[][] _others;

    /// <param name="leaf">The peer's own certificate.</param>
    /// <param name="others">What else it sent, in any order; may hold the leaf again.</param>
    public PeerChain(X509Certificate2 leaf, X509Certificate2Collection? others)
    {
        Leaf = leaf.RawData;
        Subject = leaf.Subject;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Leaf));
        _others = new byte[others?.Count ?? 0][];
        for (int i = 0; i < _others.Length; i++) _others[i] = others![i].RawData;
    }

    /// <summary>The peer's own certificate, DER.</summary>
    public byte[] Leaf { get; }

    /// <summary>Its subject, RFC 4514 text. Means something only once the chain is verified.</summary>
    public string Subject { get; }

    /// <summary>SHA-256 of <see cref="Leaf"/>, lower-case hex.</summary>
    public string Fingerprint { get; }

    internal void AddOthersTo(X509Certificate2Collection collection)
    {
        foreach (byte[] certificate in _others) collection.Add(X509CertificateLoader.LoadCertificate(certificate));
    }
}
