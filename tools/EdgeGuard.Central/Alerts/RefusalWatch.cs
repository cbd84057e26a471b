using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Refusals of one module over a minute of its own time: how many, and whether one client tries what is allowed.</summary>
internal sealed class RefusalWatch
{
    /// <summary>So many refusals within a minute are a burst …</summary>
    internal const long BurstOfRefusals = 100;

    /// <summary>… and so many refused handshakes.</summary>
    internal const long BurstOfHandshakes = 30;

    /// <summary>Refused handshakes from so many addresses within a minute are a scan.</summary>
    internal const int ScanAddresses = 10;

    // Names of clients are strangers' text, and there can be any number.
    private const int MostClients = 64;

    private readonly MinuteSum _refusals = new();
    private readonly MinuteSum _handshakes = new();
    private readonly MinuteSet _addresses = new(ScanAddresses);
    private readonly Dictionary<string, ScanWatch> _clients = [];

    /// <summary>When it was last told anything, by this computer's clock.</summary>
    internal long LastTakenAt { get; private set; }

    /// <summary>Takes one refusal. What it makes of it, with words.</summary>
    internal IEnumerable<(AlertKind Kind, string Detail)> Take(StoredEvent stored, long at)
    {
        LastTakenAt = stored.ReceivedAt;
        return stored.Record.Code == EventCode.HandshakeRefused ? TakeHandshake(stored, at) : TakeRefusal(stored, at);
    }

    private IEnumerable<(AlertKind Kind, string Detail)> TakeHandshake(StoredEvent stored, long at)
    {
        long sum = _handshakes.Add(at, stored.Record.Repeats);
        if (sum >= BurstOfHandshakes) yield return (AlertKind.HandshakeBurst, $"{sum} within a minute, the last: {Text(stored)}");
        int addresses = _addresses.Add(at, stored.Peer?.Address ?? "");
        if (addresses >= ScanAddresses) yield return (AlertKind.Scan, $"handshakes from {addresses} addresses within a minute");
    }

    private IEnumerable<(AlertKind Kind, string Detail)> TakeRefusal(StoredEvent stored, long at)
    {
        long sum = _refusals.Add(at, stored.Record.Repeats);
        if (sum >= BurstOfRefusals) yield return (AlertKind.RefusalBurst, $"{sum} within a minute, the last: {Text(stored)}");
        if (stored.Record.Code != EventCode.RequestRefused || stored.Peer is not { } client) yield break;
        string what = WatchOf(client.ClientKey).Add(at, stored.Record);
        if (what.Length > 0) yield return (AlertKind.Scan, $"{PeerText.Text(client)}: {what} refused within a minute");
    }

    private ScanWatch WatchOf(string client)
    {
        if (_clients.TryGetValue(client, out ScanWatch? watch)) return watch;
        if (_clients.Count == MostClients) _clients.Clear();
        return _clients[client] = new ScanWatch();
    }

    private static string Text(StoredEvent stored) => EventText.Text(stored.Record, stored.Peer);
}
