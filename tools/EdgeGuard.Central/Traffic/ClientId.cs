using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central;

/// <summary>What a client is known by on all pages: fit for an address, whatever it said of itself.</summary>
internal static class ClientId
{
    private const int FingerprintLength = 64;
    private const int OtherLength = 32;

    /// <summary>That of clients that a module does not tell apart any more.</summary>
    internal const string Several = "";

    /// <summary>The fingerprint of its certificate, the same at all modules. Without one it is known by its address, within a site; by its
    /// port, within a module.</summary>
    internal static string Of(string site, string module, Peer peer)
    {
        if (IsSeveral(peer)) return Several;
        if (IsFingerprint(peer.Fingerprint)) return peer.Fingerprint;
        bool isOfModule = peer.Transport is PeerTransport.Serial or PeerTransport.Console;
        string[] parts = [((int)peer.Transport).ToString(), site, isOfModule ? module : "", peer.ClientKey];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
        return Convert.ToHexStringLower(hash)[..OtherLength];
    }

    /// <summary>Whether it is that of a certificate.</summary>
    internal static bool IsFingerprint(string id) => id.Length == FingerprintLength && id.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether it is one of a client that modules tell of: people at a console ask nothing of a PLC.</summary>
    internal static bool IsTold(Peer peer) => peer.Transport is PeerTransport.Tls or PeerTransport.Plain or PeerTransport.Serial;

    // A report that was read again has one of its own.
    private static bool IsSeveral(Peer peer) =>
        peer == TrafficRow.SeveralClients || (peer.Transport == PeerTransport.Unknown && peer.ClientKey.Length == 0);
}
