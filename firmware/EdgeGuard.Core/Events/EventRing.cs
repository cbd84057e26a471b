namespace EdgeGuard.Core;

/// <summary>A number of last events, in which the oldest make room. Equal requests in a row are counted as one, with the time of the last,
/// and refusals also where others stand between: who asks in turn for some things that he may not have fills no ring. Not thread-safe;
/// adding allocates nothing.</summary>
internal sealed class EventRing
{
    // So many lines back an equal refusal is looked for: what one program asks for in turn.
    private const int LooksBack = 16;

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
        bool isRefusal = EventTable.IsRefusal(record.Code);
        if (!isRefusal && !EventTable.IsAboutRequest(record.Code)) return false;
        long first = Count - (isRefusal ? LooksBack : 1);
        for (long number = Count; number > 0 && number > first; number--)
        {
            int at = (int)(number % _records.Length);
            if (!IsSame(_records[at], record) || !PeerIdentity.Same(_peers[at], peer)) continue;
            Repeat(_records[at], record);
            return true;
        }
        return false;
    }

    private static bool IsSame(EventRecord a, EventRecord b)
    {
        return a.Address == b.Address && a.Code == b.Code && a.Function == b.Function && a.Unit == b.Unit
            && a.Quantity == b.Quantity && a.Reason == b.Reason && a.Rule == b.Rule && a.OffendingValue == b.OffendingValue
            && (EventTable.IsAboutRequest(a.Code) || EventTraits.Kind(a.Code, a.A, a.B) == EventTraits.Kind(b.Code, b.A, b.B))
            && a.Repeats < int.MaxValue;
    }

    private static void Repeat(EventRecord kept, EventRecord record)
    {
        kept.Repeats++;
        kept.Utc = record.Utc;
        kept.Trust = record.Trust;
        kept.Uptime = record.Uptime;
    }
}
