using System;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>Which rows somebody wants to see.</summary>
/// <param name="Client">Part of a client's name, or how its fingerprint begins; empty: of all.</param>
/// <param name="Unit">The unit that is asked; null: any.</param>
internal sealed record TrafficChoice(string Client, int? Unit)
{
    /// <summary>What to say where there is nothing of it.</summary>
    public string Missing
    {
        get
        {
            if (Unit == null) return "no such client";
            return Client.Length == 0 ? "nobody has asked this unit" : "no such client has asked this unit";
        }
    }

    public bool Takes(TrafficRow row) => (Unit == null || row.Unit == Unit) && IsOf(row.Client);

    private bool IsOf(Peer client) =>
        Client.Length == 0
            || TrafficTableView.Name(client).Contains(Client, StringComparison.OrdinalIgnoreCase)
            || client.Fingerprint.StartsWith(Client, StringComparison.OrdinalIgnoreCase);
}
