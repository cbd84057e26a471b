using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>Whom a table knows: a number for each client with its role. Not thread-safe; allocates nothing once made.</summary>
internal sealed class TrafficClients
{
    /// <summary>All who came when the table was full of others.</summary>
    internal const int Several = 0;

    private readonly Peer?[] _peers;

    internal TrafficClients(int most)
    {
        _peers = new Peer?[most + 1];
        _peers[Several] = TrafficRow.SeveralClients;
        Count = 1;
    }

    /// <summary>Numbers given, that of <see cref="Several"/> among them.</summary>
    internal int Count { get; private set; }

    internal Peer this[int number]
    {
        get { return _peers[number]!; }
    }

    /// <summary>The number of a client; a new one where it has none yet.</summary>
    internal int Find(Peer peer)
    {
        for (int i = 1; i < Count; i++)
        {
            if (!IsSame(_peers[i]!, peer)) continue;
            // Its address may be another one by now.
            _peers[i] = peer;
            return i;
        }
        if (Count == _peers.Length) return Several;
        _peers[Count] = peer;
        return Count++;
    }

    internal void Clear()
    {
        for (int i = 1; i < Count; i++) _peers[i] = null;
        Count = 1;
    }

    private static bool IsSame(Peer a, Peer b)
    {
        return a.Transport == b.Transport && a.ClientKey == b.ClientKey && a.Role == b.Role;
    }
}
