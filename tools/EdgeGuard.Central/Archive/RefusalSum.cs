namespace EdgeGuard.Central;

/// <summary>How often the same refusal came, and when.</summary>
internal sealed class RefusalSum
{
    internal long Count { get; private set; }

    internal long FirstAt { get; private set; }

    internal long LastAt { get; private set; }

    /// <summary>The last event of it.</summary>
    internal long Event { get; private set; }

    internal void Add(long repeats, long at, long eventId)
    {
        if (Count == 0) FirstAt = at;
        Count += repeats;
        LastAt = at;
        Event = eventId;
    }
}
