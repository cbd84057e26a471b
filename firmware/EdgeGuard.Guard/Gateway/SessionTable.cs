using EdgeGuard.Core;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The sessions there are, and what their clients have used up. Not thread-safe:
/// <see cref="LiveSessions"/> guards it.</summary>
internal sealed class SessionTable
{
    private const int FirstSize = 16;

    private readonly ClientTable _clients = new ClientTable();
    private Session[] _sessions = new Session[FirstSize];
    private int _lastId;

    internal int Count { get; private set; }

    internal Session At(int index)
    {
        return _sessions[index];
    }

    /// <summary>A new session, or null where the limits leave no room for it.</summary>
    internal Session? Open(GuardContext context, IUpstreamLink link, PolicyLimits limits)
    {
        if (Count >= limits.Sessions) return null;
        ClientLimits? client = _clients.Open(link.Peer.ClientKey, limits.SessionsPerClient);
        if (client == null) return null;
        _lastId = _lastId == int.MaxValue ? 1 : _lastId + 1;
        var session = new Session(_lastId, context, link, client);
        Add(session);
        return session;
    }

    internal void Close(Session session, long now)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_sessions[i] != session) continue;
            Count--;
            _sessions[i] = _sessions[Count];
            ClientTable.Close(session.Client, now);
            return;
        }
    }

    private void Add(Session session)
    {
        if (Count == _sessions.Length)
        {
            var larger = new Session[Count * 2];
            for (int i = 0; i < Count; i++) larger[i] = _sessions[i];
            _sessions = larger;
        }
        _sessions[Count] = session;
        Count++;
    }
}
