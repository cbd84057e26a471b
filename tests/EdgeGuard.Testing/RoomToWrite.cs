namespace EdgeGuard.Testing;

/// <summary>What a writer waits for when the other end does not read.</summary>
internal sealed class RoomToWrite : IWaitable
{
    private readonly Inbox _outbox;

    internal RoomToWrite(Inbox outbox)
    {
        _outbox = outbox;
    }

    internal int Window { get; set; } = int.MaxValue;

    public bool IsReady
    {
        get { return _outbox.IsEnded || _outbox.Count < Window; }
    }

    public long ReadyAt
    {
        get { return long.MaxValue; }
    }
}
