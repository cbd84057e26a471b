namespace EdgeGuard.Device;

/// <summary>Connections that wait for their handshake: few, so that many
/// who say nothing cannot take all sockets. Not thread-safe.</summary>
internal sealed class HandshakeQueue
{
    /// <summary>Connections that may wait.</summary>
    internal const int Places = 4;

    /// <summary>Of these, for one address.</summary>
    internal const int PlacesPerAddress = 2;

    // Oldest first.
    private readonly PendingConnection[] _waiting = new PendingConnection[Places];

    internal int Count { get; private set; }

    internal PendingConnection At(int index)
    {
        return _waiting[index];
    }

    /// <summary>Takes a newcomer in. Whoever has to go for it, or null: the oldest of its own address when that has its share, else
    /// the oldest of the address that has most.</summary>
    internal PendingConnection? Enter(PendingConnection newcomer)
    {
        PendingConnection? displaced = null;
        if (CountOf(newcomer.Address) >= PlacesPerAddress) displaced = OldestOf(newcomer.Address);
        else if (Count == Places) displaced = OldestOf(FullestAddress());
        if (displaced != null) Leave(displaced);
        _waiting[Count++] = newcomer;
        return displaced;
    }

    /// <summary>Forgets one.</summary>
    internal void Leave(PendingConnection pending)
    {
        int at = 0;
        while (at < Count && _waiting[at] != pending) at++;
        if (at == Count) return;
        Count--;
        for (int i = at; i < Count; i++) _waiting[i] = _waiting[i + 1];
        _waiting[Count] = null!;
    }

    private int CountOf(string address)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_waiting[i].Address == address) count++;
        }
        return count;
    }

    private PendingConnection OldestOf(string address)
    {
        int at = 0;
        while (_waiting[at].Address != address) at++;
        return _waiting[at];
    }

    private string FullestAddress()
    {
        string fullest = _waiting[0].Address;
        for (int i = 1; i < Count; i++)
        {
            if (CountOf(_waiting[i].Address) > CountOf(fullest)) fullest = _waiting[i].Address;
        }
        return fullest;
    }
}
