using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>One session as it was when the list was taken. Immutable.</summary>
public sealed class SessionInfo
{
    internal SessionInfo(int id, Peer peer, long openedAt, int requests)
    {
        Id = id;
        Peer = peer;
        OpenedAt = openedAt;
        Requests = requests;
    }

    /// <summary>Number of the session since the start, from 1.</summary>
    public int Id { get; }

    public Peer Peer { get; }

    /// <summary>When it began, in milliseconds of <see cref="IClock.Now"/>.</summary>
    public long OpenedAt { get; }

    /// <summary>Requests made so far.</summary>
    public int Requests { get; }
}
