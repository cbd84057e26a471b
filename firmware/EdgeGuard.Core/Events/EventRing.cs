namespace EdgeGuard.Core;

/// <summary>A number of last events, in which the oldest make room. Equal requests in a row are counted as one. Not thread-safe; adding
/// allocates nothing.</summary>
internal sealed class EventRing
{
    private readonly EventRecord[] _records;
    private readonly Peer?[] _peers;

    internal EventRing(int size)
    {
        _records = new EventRecord[size];
        _peers = new Peer?[size];
        for (int i = 0; i < size; i++) _records[i] = new EventRecord();
    }

    /// <summary>How many there were; the number of the newest.</summary>
    internal long Count { get; private set; }

    /// <summary>Keeps a copy.</summary>
    internal void Add(EventRecord record, Peer? peer)
    {
        if (IsRepeated(record, peer)) return;
        Count++;
        int at = (int)(Count % _records.Length);
        _records[at].CopyFrom(record);
        _records[at].Repeats = 1;
        _peers[at] = peer;
    }

    /// <summary>Event number <paramref name="number"/>, from 1, as a line; null when it is not kept any more, or has not come
    /// yet.</summary>
    internal string? Line(long number)
    {
        if (number < 1 || number > Count || number <= Count - _records.Length) return null;
        int at = (int)(number % _records.Length);
        return EventText.Line(_records[at], _peers[at]);
    }

    private bool IsRepeated(EventRecord record, Peer? peer)
    {
        if (Count == 0 || !EventCodeText.IsAboutRequest(record.Code)) return false;
        int at = (int)(Count % _records.Length);
        EventRecord last = _records[at];
        bool isSame = last.Code == record.Code && last.Function == record.Function && last.Unit == record.Unit
            && last.Address == record.Address
            && last.Quantity == record.Quantity && last.Reason == record.Reason && last.Rule == record.Rule
                && last.OffendingValue == record.OffendingValue
            && PeerIdentity.Same(_peers[at], peer) && last.Repeats < int.MaxValue;
        if (isSame) last.Repeats++;
        return isSame;
    }
}
