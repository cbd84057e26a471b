using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>The events of one run of a module with a store: numbered by its start, named and sealed as soon as commissioning has made the
/// keys, kept over the next start.</summary>
/// <remarks>A platform has one for the whole run, under one reporter after the other. All but <see cref="Journal"/> by whoever puts
/// configurations in force, while no reporter is at work.</remarks>
public sealed class StoredEvents
{
    private readonly RecordStore _records;
    private readonly IHmac _hmac;
    private readonly IRandom _random;
    private readonly BatchLog? _log;
    private byte[]? _owner;

    /// <summary>Counts the start, and finds what the run before left.</summary>
    /// <param name="store">Where batches are kept; for several threads (<see cref="SharedStore"/>).</param>
    /// <param name="records">Where the identity is.</param>
    /// <param name="hmac">For the seals.</param>
    /// <param name="random">For the name of a stream before there is an identity.</param>
    /// <param name="clock">The module's.</param>
    /// <param name="counters">The run's.</param>
    /// <param name="spool">How many events are kept, in memory and in the store.</param>
    /// <param name="batchBytes">Most bytes of a batch.</param>
    public StoredEvents(
        IStore store, RecordStore records, IHmac hmac, IRandom random, IClock clock, Counters counters, int spool,
        int batchBytes = EventForwarder.DefaultBatchBytes)
    {
        _records = records;
        _hmac = hmac;
        _random = random;
        Boot = BootCounter.Next(records);
        Stream = NewStream();
        DeviceIdentity? identity = Identity();
        if (Boot > 0) _log = new BatchLog(store, spool, identity == null ? null : identity.Stream, Boot);
        // Where nothing was ever stored there was no earlier run to lose anything of.
        bool isNew = Boot == 1 && identity == null;
        Journal = _log == null
            ? new EventJournal(clock, counters, spool)
            : new EventJournal(clock, counters, spool, isNew || _log.HasAll, _log.TornBytes);
        Forwarder = new EventForwarder(Journal, Stream, Boot, _log, batchBytes);
        TakeIdentity();
    }

    /// <summary>Number of this start; 0 where it could not be stored.</summary>
    public int Boot { get; }

    /// <summary>Name of the stream: another one each run while there is no identity, or the start has no number.</summary>
    public byte[] Stream { get; private set; }

    /// <summary>Where events are put. Any thread.</summary>
    public EventJournal Journal { get; }

    /// <summary>For the reporters of the run.</summary>
    public EventForwarder Forwarder { get; }

    /// <summary>Names and seals the stream if commissioning has made its keys since, and drops what another owner left after a factory
    /// reset. Before each reporter, and when nothing is in force any more.</summary>
    public void TakeIdentity()
    {
        DeviceIdentity? identity = Identity();
        bool isKnown = identity == null ? _owner == null : _owner != null && ByteArrays.Equal(identity.Stream, _owner);
        if (isKnown) return;
        if (_owner != null) Forwarder.Forget();
        _owner = identity == null ? null : identity.Stream;
        Stream = identity == null ? NewStream() : identity.Stream;
        Forwarder.Name(Stream, identity == null ? null : new BatchSeal(_hmac, identity.Key(_hmac, KeyPurpose.Events)));
    }

    /// <summary>A new chain of MACs with the module's key, for reports beside events; null while there is no key.</summary>
    public BatchSeal? NewSeal()
    {
        DeviceIdentity? identity = Identity();
        return identity == null ? null : new BatchSeal(_hmac, identity.Key(_hmac, KeyPurpose.Events));
    }

    /// <summary>Does a reporter's work for the store, while nothing is in force and there is no reporter. Every second or so.</summary>
    public void Report(long now, IEventObserver? observer)
    {
        TakeIdentity();
        Journal.Step(now);
        Forwarder.Observe(observer);
        Forwarder.Keep(now, true);
    }

    /// <summary>Stores all that was not sent, and notes that nothing is missing: the last of a run.</summary>
    public void End(long now, IEventObserver? observer)
    {
        Journal.Flush();
        Report(now, observer);
        if (Forwarder.KeepAll(now) && _log != null) _log.End(Boot);
    }

    // Without a number of its own, this start must not pass for an earlier one of the same stream.
    private DeviceIdentity? Identity()
    {
        return Boot == 0 ? null : DeviceIdentity.Load(_records);
    }

    private byte[] NewStream()
    {
        var stream = new byte[EventBatchFormat.StreamSize];
        _random.Fill(stream, 0, stream.Length);
        return stream;
    }
}
