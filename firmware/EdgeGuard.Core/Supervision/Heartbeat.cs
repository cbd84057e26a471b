namespace EdgeGuard.Core;

/// <summary>One worker's word by when it will report again. The worker's own
/// thread says it, once a round of its loop; the supervisor reads it.</summary>
/// <remarks>One store of 64 bits without a lock: one instruction of the interpreter, and whole on the host's processors. A supervisor that
/// reads the one before sees a worker that reported a round ago.</remarks>
public sealed class Heartbeat
{
    private readonly Heartbeats _table;
    private long _until;

    internal Heartbeat(Heartbeats table, Worker worker, int number, long until)
    {
        _table = table;
        Worker = worker;
        Number = number;
        _until = until;
    }

    public Worker Worker { get; }

    public int Number { get; }

    internal long Until
    {
        get { return _until; }
    }

    /// <summary>Alive. By <paramref name="until"/>, monotonic milliseconds,
    /// it will say so again; long.MaxValue: whenever it is woken.</summary>
    public void Beat(long until)
    {
        _until = until;
    }

    /// <summary>The worker ends, as it should.</summary>
    public void End()
    {
        _table.End(this);
    }
}
