using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Clients in words.</summary>
internal static class ClientText
{
    private const int MostShown = 3;

    /// <summary>Whom its certificate names; without one, where it comes from.</summary>
    internal static string Name(Peer peer) => PeerText.Clean(peer.Subject.Length > 0 ? peer.Subject : peer.Address);

    /// <summary>Where somebody with a name comes from, and how where it is not over TLS.</summary>
    internal static string Place(Peer peer)
    {
        string address = peer.Subject.Length > 0 ? PeerText.Clean(peer.Address) : "";
        bool isUsual = peer.Transport is PeerTransport.Tls or PeerTransport.Console;
        return isUsual ? address : Join(address, PeerTransportText.Of(peer.Transport));
    }

    /// <summary>With which role it comes in, and from where.</summary>
    internal static string Standing(Peer peer)
    {
        // Turned away before it showed who it is.
        if (peer.Transport == PeerTransport.Tls && peer.Subject.Length == 0 && peer.Fingerprint.Length == 0) return "";
        return Join(peer.Role == null ? "no role" : PeerText.Clean(peer.Role), Place(peer));
    }

    /// <summary>All its roles.</summary>
    internal static string Roles(ClientView client) =>
        string.Join(", ", client.Roles.Select(role => role == null ? "no role" : PeerText.Clean(role)));

    /// <summary>The addresses it came from last, and how many more there are.</summary>
    internal static string Addresses(ClientView client)
    {
        string shown = string.Join(", ", client.Addresses.Take(MostShown).Select(each => PeerText.Clean(each.Address)));
        return client.AddressCount > MostShown ? $"{shown} and {client.AddressCount - MostShown} more" : shown;
    }

    private static string Join(string one, string other) => one.Length > 0 && other.Length > 0 ? $"{one}, {other}" : one + other;
}
