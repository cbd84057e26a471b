using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Clients in words.</summary>
internal static class ClientText
{
    private const int MostShown = 3;

    /// <summary>All its roles.</summary>
    internal static string Roles(ClientView client) =>
        string.Join(", ", client.Roles.Select(role => role == null ? "no role" : PeerText.Clean(role)));

    /// <summary>The addresses it came from last, and how many more there are.</summary>
    internal static string Addresses(ClientView client)
    {
        string shown = string.Join(", ", client.Addresses.Take(MostShown).Select(each => PeerText.Clean(each.Address)));
        return client.AddressCount > MostShown ? $"{shown} and {client.AddressCount - MostShown} more" : shown;
    }
}
