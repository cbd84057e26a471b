using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>One module's table as it is to be shown: those rows that were asked for, in the order that was asked for.</summary>
internal sealed class TrafficTableView
{
    private readonly Dictionary<Peer, int> _numbers;

    /// <param name="followed">The module's.</param>
    /// <param name="broken">Reports of it that do not count.</param>
    /// <param name="choice">Which of its rows.</param>
    /// <param name="byRate">What is asked most often first; otherwise what was asked last.</param>
    public TrafficTableView(FollowedTraffic followed, int broken, TrafficChoice choice, bool byRate)
    {
        Followed = followed;
        Broken = broken;
        Choice = choice;
        TrafficRow[] rows = [.. followed.Module.Rows.Where(choice.Takes)];
        Rows = [.. byRate ? rows.OrderBy(Period).ThenByDescending(row => row.Requests) : rows.OrderByDescending(row => row.LastSeen)];
        Clients = [.. Rows.Select(row => row.Client).Distinct(PeerComparer.Instance).OrderBy(Name, StringComparer.Ordinal)];
        _numbers = Clients.Select((each, index) => (each, index)).ToDictionary(p => p.each, p => p.index + 1, PeerComparer.Instance);
    }

    public FollowedTraffic Followed { get; }

    public int Broken { get; }

    public TrafficChoice Choice { get; }

    public TrafficRow[] Rows { get; }

    /// <summary>Whose they are.</summary>
    public Peer[] Clients { get; }

    /// <summary>The latest report.</summary>
    public TrafficReport Report => Followed.Module.Latest!;

    /// <summary>A client's number in this view, from 1.</summary>
    public int NumberOf(Peer client) => _numbers[client];

    /// <summary>For example <c>Operator (CN=op1, 10.0.0.5)</c>.</summary>
    public static string Name(Peer client) =>
        client == TrafficRow.SeveralClients ? "further clients, which are not told apart" : PeerText.Text(client);

    // What came once alone is rarest.
    private static double Period(TrafficRow row) => row.Gaps == 0 ? double.MaxValue : (double)row.GapSum / row.Gaps;

    // A client is the same with the next report, whose object is another one.
    private sealed class PeerComparer : IEqualityComparer<Peer>
    {
        public static readonly PeerComparer Instance = new();

        public bool Equals(Peer? a, Peer? b) => KeyOf(a!) == KeyOf(b!);

        public int GetHashCode(Peer peer) => KeyOf(peer).GetHashCode();

        private static (PeerTransport, string, string?) KeyOf(Peer peer) => (peer.Transport, peer.ClientKey, peer.Role);
    }
}
