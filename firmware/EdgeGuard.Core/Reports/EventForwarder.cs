namespace EdgeGuard.Core;

/// <summary>Takes events from the journal to the observer, to the store and, batch by batch, to the uplink. Lasts as long as the run, over
/// one reporter after the other; one thread at a time.</summary>
/// <remarks>
/// A finished batch stays the same bytes until it was acknowledged or stored, and no other is begun before. So what arrives, over any
/// restart, is one chain of seals for each boot, in order. Without a store
/// one batch is in flight, and the events behind it wait in the journal.
/// </remarks>
public sealed class EventForwarder
{
    /// <summary>How long an ordinary event waits for the uplink before it is stored, milliseconds: what a power cut can take.</summary>
    public const int StoreAfterMs = 5000;

    /// <summary>So many events are stored without waiting.</summary>
    public const int StoreAtRecords = 16;

    /// <summary>Most bytes of a batch, unless set otherwise: one of 100 records with names
    /// is small beside any broker's limit, and empties a full spool quickly.</summary>
    public const int DefaultBatchBytes = 8192;

    // A medium that refused is not tried again for so long.
    private const int RefusedMs = 60_000;
    private const int ReadAtOnce = 64;

    // Of EventCode.StoreDamaged: nothing is left.
    private const int NothingLeft = 3;

    private readonly EventJournal _journal;
    private readonly IBatchLog? _log;
    private readonly OutgoingBatch _batch;
    private readonly BatchSender _sender = new BatchSender();
    private readonly byte[] _records = new byte[ReadAtOnce * EventRecord.Size];
    private readonly Peer?[] _peers = new Peer?[ReadAtOnce];
    private readonly EventRecord _record = new EventRecord();
    private bool _isSealed;
    private long _observed;
    private bool _hasRefused;
    private long _refusedUntil;

    /// <param name="journal">Where events are taken from.</param>
    /// <param name="stream">Name of their stream, 16 bytes.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="log">What keeps batches over a restart, once they are sealed; null for nothing.</param>
    /// <param name="batchBytes">Most bytes of a batch, from
    /// <see cref="EventBatchFormat.MinCapacity"/> to <see cref="DefaultBatchBytes"/>.</param>
    public EventForwarder(EventJournal journal, byte[] stream, int boot, IBatchLog? log = null, int batchBytes = DefaultBatchBytes)
    {
        _journal = journal;
        _log = log;
        _batch = new OutgoingBatch(journal, stream, boot, batchBytes);
    }

    /// <summary>Gives the stream a new name, and seals it from here on: the module
    /// has got its keys. What waits is sent under the new name.</summary>
    public void Name(byte[] stream, BatchSeal? seal)
    {
        _batch.Name(stream, seal);
        _isSealed = seal != null;
    }

    /// <summary>Drops all that waits, here and in the store: it was another owner's.</summary>
    public void Forget()
    {
        long last = _journal.Last;
        _batch.Skip(last);
        _journal.Release(last);
        if (_log != null) _log.Clear();
    }

    /// <summary>Shows the observer what is new. Nothing is sent or stored, and so nothing freed, that it has not seen.</summary>
    public void Observe(IEventObserver? observer)
    {
        int count;
        while ((count = _journal.Read(_observed, _records, _peers)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                _record.Decode(_records, i * EventRecord.Size);
                if (observer != null) observer.Observe(_record, _peers[i]);
                _observed = _record.Sequence;
            }
        }
    }

    /// <summary>Stores what should not wait any longer. Returns when to come back; long.MaxValue when nothing waits.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isAway">Whether nobody takes events at present. While
    /// somebody does, only those of access and change are stored first.</param>
    public long Keep(long now, bool isAway)
    {
        if (_log == null || !_isSealed) return long.MaxValue;
        if (_hasRefused && now < _refusedUntil) return _refusedUntil;
        _batch.Fill(_observed, now);
        while (!_batch.IsEmpty && IsDue(now, isAway) && _log.HasRoom(_batch.Highest))
        {
            if (!Store(_log, now)) return _refusedUntil;
            _batch.Fill(_observed, now);
        }
        long due = _batch.Since + StoreAfterMs;
        return isAway && !_batch.IsEmpty && now < due ? due : long.MaxValue;
    }

    /// <summary>Stores all that waits: for a stop. False: some of it is not stored.</summary>
    public bool KeepAll(long now)
    {
        _batch.Fill(_observed, now);
        while (!_batch.IsEmpty)
        {
            if (_log == null || !_isSealed || !_log.HasRoom(EventClass.Change) || !Store(_log, now)) return false;
            _batch.Fill(_observed, now);
        }
        return true;
    }

    /// <summary>Whether there is something to send.</summary>
    internal bool HasWork
    {
        get { return !_batch.IsEmpty || _observed > _batch.Taken || (_log != null && !_log.IsEmpty); }
    }

    /// <summary>Frees what the observer has seen: there is nobody else.</summary>
    internal void Drop()
    {
        _batch.Skip(_observed);
        _journal.Acknowledge(_observed);
    }

    /// <summary>Sends one batch: the oldest.</summary>
    /// <param name="uplink">The broker.</param>
    /// <param name="topic">Where to.</param>
    /// <param name="keepsUnheard">Whether a batch that nobody was there for is kept.</param>
    /// <param name="now">The time.</param>
    /// <param name="deadline">Until when.</param>
    /// <returns>Acknowledged: it is done with; there may have been none. Unheard:
    /// it is kept, because nobody was there for it. Failed: it is kept.</returns>
    internal Publication Send(IUplink uplink, string topic, bool keepsUnheard, long now, long deadline)
    {
        _batch.Limit(_sender.Most(uplink, topic));
        if (_log != null && !_log.IsEmpty) return SendStored(_log, uplink, topic, keepsUnheard, deadline);
        long last = Finish(now);
        if (_batch.Length == 0) return Publication.Acknowledged;
        Publication outcome = _sender.Send(uplink, topic, _batch.Buffer, _batch.Length, deadline);
        if (IsKept(outcome, keepsUnheard)) return outcome;
        Count(outcome, EventBatchFormat.CountOf(_batch.Buffer));
        _journal.Release(last);
        _batch.Begin();
        return Publication.Acknowledged;
    }

    private Publication SendStored(IBatchLog log, IUplink uplink, string topic, bool keepsUnheard, long deadline)
    {
        byte[]? batch = log.First();
        if (batch == null)
        {
            Tell(EventCode.StoreDamaged, NothingLeft);
            return Publication.Acknowledged;
        }
        Publication outcome = _sender.Send(uplink, topic, batch, batch.Length, deadline);
        if (IsKept(outcome, keepsUnheard)) return outcome;
        Count(outcome, EventBatchFormat.CountOf(batch));
        log.RemoveFirst();
        return Publication.Acknowledged;
    }

    private static bool IsKept(Publication outcome, bool keepsUnheard)
    {
        return outcome == Publication.Failed || (outcome == Publication.Unheard && keepsUnheard);
    }

    // What the broker takes in no size would stand in the way of all that follows: it goes, and that is reported.
    private void Count(Publication outcome, int events)
    {
        if (outcome == Publication.Acknowledged) _journal.CountAcknowledged(events);
        else if (outcome == Publication.Unheard) _journal.CountUnheard(events);
        else _journal.GiveUp(events);
    }

    // A finished batch is one that was sent and not acknowledged.
    private bool IsDue(long now, bool isAway)
    {
        if (_batch.Length > 0 || _batch.Highest == EventClass.Change) return true;
        return isAway && (_batch.IsLarge || now >= _batch.Since + StoreAfterMs);
    }

    private bool Store(IBatchLog log, long now)
    {
        long last = Finish(now);
        bool wasRefused = _hasRefused;
        _hasRefused = !log.Append(_batch.Buffer, _batch.Length);
        if (_hasRefused)
        {
            _refusedUntil = now + RefusedMs;
            if (!wasRefused) Tell(EventCode.StoreRefused, 0);
            return false;
        }
        _journal.Release(last);
        _batch.Begin();
        return true;
    }

    private long Finish(long now)
    {
        _batch.Fill(_observed, now);
        _batch.Finish();
        return _batch.Taken;
    }

    private void Tell(EventCode code, int b)
    {
        _journal.Add(new Event { Code = code, A = RecordName.Number(RecordName.Events), B = b });
    }
}
