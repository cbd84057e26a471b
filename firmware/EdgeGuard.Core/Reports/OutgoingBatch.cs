namespace EdgeGuard.Core;

/// <summary>The batch that events are put into: open while its length is 0, then finished, and the same bytes until it was handed over.
/// Not thread-safe.</summary>
internal sealed class OutgoingBatch
{
    private const int ReadAtOnce = 64;

    private readonly EventJournal _journal;
    private readonly EventBatchWriter _writer;
    private readonly byte[] _records = new byte[ReadAtOnce * EventRecord.Size];
    private readonly Peer?[] _peers = new Peer?[ReadAtOnce];
    private readonly EventRecord _record = new EventRecord();
    private bool _isFull;

    internal OutgoingBatch(EventJournal journal, byte[] stream, int boot, int bytes)
    {
        _journal = journal;
        _writer = new EventBatchWriter(bytes, stream, boot);
    }

    /// <summary>Whether it holds no event.</summary>
    internal bool IsEmpty
    {
        get { return _writer.Count == 0; }
    }

    /// <summary>The bytes, once it is finished.</summary>
    internal byte[] Buffer
    {
        get { return _writer.Buffer; }
    }

    /// <summary>How many bytes it has; 0 until it is finished.</summary>
    internal int Length { get; private set; }

    /// <summary>When its first event came, as far as the forwarder could see.</summary>
    internal long Since { get; private set; }

    /// <summary>The highest class that one of its events has.</summary>
    internal EventClass Highest { get; private set; }

    /// <summary>Sequence of the last event in this batch or an earlier one.</summary>
    internal long Taken { get; private set; }

    /// <summary>Whether it is as large as one that waits shall become.</summary>
    internal bool IsLarge
    {
        get { return _isFull || _writer.Count >= EventForwarder.StoreAtRecords; }
    }

    /// <summary>Lets it grow no further than this, but for a single event.</summary>
    internal void Limit(int bytes)
    {
        _writer.Limit = bytes;
    }

    /// <summary>Empties it, and gives what follows a new name. Events that were not handed over come again.</summary>
    internal void Name(byte[] stream, BatchSeal? seal)
    {
        Begin();
        Taken = 0;
        _writer.Name(stream, seal);
    }

    /// <summary>Takes what is new, up to and with a sequence. A finished batch takes nothing.</summary>
    internal void Fill(long upTo, long now)
    {
        int count;
        while (Length == 0 && (count = _journal.Read(Taken, _records, _peers)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (!Take(i, upTo, now)) return;
            }
        }
    }

    /// <summary>Finishes it, if it holds anything.</summary>
    internal void Finish()
    {
        if (Length == 0 && !IsEmpty) Length = _writer.Finish();
    }

    /// <summary>Begins the next: this one was handed over.</summary>
    internal void Begin()
    {
        _writer.Clear();
        Length = 0;
        _isFull = false;
        Highest = EventClass.Passing;
    }

    /// <summary>Begins the next behind a sequence: nobody wants what is before.</summary>
    internal void Skip(long sequence)
    {
        Begin();
        if (sequence > Taken) Taken = sequence;
    }

    private bool Take(int i, long upTo, long now)
    {
        _record.Decode(_records, i * EventRecord.Size);
        if (_record.Sequence > upTo) return false;
        _isFull = !_writer.TryAdd(_records, i * EventRecord.Size, _peers[i]);
        if (_isFull) return false;
        if (_writer.Count == 1) Since = now;
        EventClass ofClass = EventTable.ClassOf(_record.Code);
        if (ofClass > Highest) Highest = ofClass;
        Taken = _record.Sequence;
        return true;
    }
}
