using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>A client at all modules. Immutable.</summary>
/// <param name="Id">What it is known by.</param>
/// <param name="Places">Where it asked, the last first; not all where there are many.</param>
/// <param name="Addresses">From where, the last first; not all where there are many.</param>
internal sealed record ClientView(string Id, IReadOnlyList<ClientAtModule> Places, IReadOnlyList<ClientAddress> Addresses)
{
    /// <summary>At how many modules it asked, each role by itself; and from how many addresses.</summary>
    internal long PlaceCount { get; init; }

    internal long AddressCount { get; init; }

    /// <summary>How many modules these are.</summary>
    internal long Modules { get; init; }

    internal long Requests { get; init; }

    internal long Refused { get; init; }

    internal long Observed { get; init; }

    internal long FirstAt { get; init; }

    internal long LastAt { get; init; }

    /// <summary>The least that a seal proves of what was told of it.</summary>
    internal SealProof Seal { get; init; }

    /// <summary>Who it is, as it was told last.</summary>
    internal Peer Peer => Places[0].Peer;

    /// <summary>Its roles; null stands for none.</summary>
    internal IReadOnlyList<string?> Roles => [.. Places.Select(place => place.Peer.Role).Distinct()];

    /// <summary>Whether one certificate came from several addresses.</summary>
    internal bool IsInSeveralPlaces => AddressCount > 1 && ClientId.IsFingerprint(Id);

    /// <summary>What people call it.</summary>
    internal string Name => PeerText.Clean(Peer.Subject.Length > 0 ? Peer.Subject : Peer.Address);
}
