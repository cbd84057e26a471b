using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>The clients that have sessions, and some that had: a reconnect must not refill a rate bucket.</summary>
/// <remarks>Bounded: it grows only while every entry is in use, and the sessions are bounded by the policy. Not thread-safe.</remarks>
internal sealed class ClientTable
{
    private ClientLimits[] _clients = new ClientLimits[GuardLimits.RememberedClients];
    private int _count;

    /// <summary>How many clients are known.</summary>
    internal int Count
    {
        get { return _count; }
    }

    /// <summary>Counts a session in; null when the client has <paramref name="maxSessions"/> already.</summary>
    internal ClientLimits? Open(string key, int maxSessions)
    {
        if (maxSessions < 1) return null;
        ClientLimits client = Find(key) ?? Add(key);
        if (client.Sessions >= maxSessions) return null;
        client.Sessions++;
        return client;
    }

    /// <summary>Counts a session out.</summary>
    internal static void Close(ClientLimits client, long now)
    {
        client.Sessions--;
        client.IdleSince = now;
    }

    private ClientLimits? Find(string key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_clients[i].Key == key) return _clients[i];
        }
        return null;
    }

    private ClientLimits Add(string key)
    {
        var client = new ClientLimits(key);
        _clients[FreeSlot()] = client;
        return client;
    }

    private int FreeSlot()
    {
        if (_count < _clients.Length) return _count++;
        int oldest = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_clients[i].Sessions > 0) continue;
            if (oldest < 0 || _clients[i].IdleSince < _clients[oldest].IdleSince) oldest = i;
        }
        if (oldest >= 0) return oldest;
        Grow();
        return _count++;
    }

    private void Grow()
    {
        var larger = new ClientLimits[_clients.Length * 2];
        for (int i = 0; i < _count; i++) larger[i] = _clients[i];
        _clients = larger;
    }
}
