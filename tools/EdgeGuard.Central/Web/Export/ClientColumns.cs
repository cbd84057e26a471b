using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Central;

/// <summary>What an export says of a client.</summary>
internal static class ClientColumns
{
    internal static readonly IReadOnlyList<ExportColumn<ClientView>> All =
    [
        new("id", client => client.Id),
        new("client", client => client.Peer.Subject),
        new("roles", client => string.Join(", ", client.Roles.Select(role => role ?? "no role"))),
        new("fingerprint", client => client.Peer.Fingerprint),
        new("addresses", client => string.Join(", ", client.Addresses.Select(address => address.Address))),
        new("addressCount", client => client.AddressCount),
        new("severalAddressesOneCertificate", client => client.IsInSeveralPlaces),
        new("modules", client => client.Modules),
        new("requests", client => client.Requests),
        new("refused", client => client.Refused),
        new("observed", client => client.Observed),
        new("firstAt", client => Moment.Of(client.FirstAt)),
        new("lastAt", client => Moment.Of(client.LastAt)),
        new("seal", client => SealWords.Of(client.Seal)),
    ];
}
