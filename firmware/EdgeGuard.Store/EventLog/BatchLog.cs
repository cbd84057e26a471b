using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Batches of events that nobody has acknowledged, in the store:
/// appended to segments, which are removed whole. One thread at a time.</summary>
/// <remarks>
/// A batch is one append. A segment goes when the last of its batches has been acknowledged; nothing is written for the others, so that
/// after a power cut up to a segment of batches is sent once more, byte for byte. Nothing is ever appended behind what may be torn:
/// each start, and each refusal of the medium, begins a new segment.
/// </remarks>
public sealed class BatchLog : IBatchLog
{
    /// <summary>Bytes of a segment.</summary>
    public const int SegmentBytes = 16 * 1024;

    /// <summary>Most segments.</summary>
    public const int MaxSegments = 64;

    private const int MinSegments = 4;
    private const int MaxBatch = EventForwarder.DefaultBatchBytes;
    private const string EndName = RecordName.Events + ".end";

    private readonly IStore _store;
    private readonly int _segments;

    // By slot, which is the segment's number modulo how many slots there are; number 0: the slot is free.
    private readonly int[] _numbers = new int[MaxSegments];
    private readonly int[] _batches = new int[MaxSegments];
    private int _used;
    private int _last;

    // The segment that is appended to, and how long it is; 0 for none.
    private int _open;
    private int _openBytes;

    // The oldest segment as it was read, and how many of its batches were removed.
    private BatchSegment? _reading;
    private int _removed;

    /// <summary>Opens the log and finds what an earlier run left.</summary>
    /// <param name="store">Where the segments are.</param>
    /// <param name="records">How many records of events it should have room for.</param>
    /// <param name="stream">Name of the module's stream; what is of another one was another owner's and goes. Null: all goes.</param>
    /// <param name="boot">Number of this start.</param>
    public BatchLog(IStore store, int records, byte[]? stream, int boot)
    {
        _store = store;
        int segments = records / (SegmentBytes / EventRecord.Size);
        _segments = segments < MinSegments ? MinSegments : segments > MaxSegments ? MaxSegments : segments;
        for (int slot = 0; slot < MaxSegments; slot++) Recover(slot, stream);
        HasAll = boot > 1 && LastEnd() == boot - 1;
    }

    /// <summary>Whether the run before sent or stored all its events.</summary>
    public bool HasAll { get; private set; }

    /// <summary>Bytes at the end of the newest segment that are no whole batch: a power cut tore it.</summary>
    public int TornBytes { get; private set; }

    /// <summary>How many batches are kept.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public bool IsEmpty
    {
        get { return Count == 0; }
    }

    /// <inheritdoc/>
    public bool HasRoom(EventClass highest)
    {
        if (_open > 0 && _openBytes + MaxBatch + BatchSegment.Around <= SegmentBytes) return true;
        bool isFree = _numbers[(_last + 1) % MaxSegments] == 0;
        return isFree && _used < Segments(highest);
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int count)
    {
        bool isFirst = _open == 0 || _openBytes + count + BatchSegment.Around > SegmentBytes;
        int number = isFirst ? _last + 1 : _open;
        byte[] entry = BatchSegment.Entry(number, isFirst, buffer, count);
        int slot = number % MaxSegments;
        _last = number;
        if (!(isFirst ? _store.Write(NameOf(slot), entry) : _store.Append(NameOf(slot), entry)))
        {
            _open = 0;
            if (isFirst) _store.Delete(NameOf(slot));
            return false;
        }
        _open = number;
        _openBytes = isFirst ? entry.Length : _openBytes + entry.Length;
        if (isFirst) Use(slot, number, 0);
        _batches[slot]++;
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public byte[]? First()
    {
        if (Count == 0) return null;
        int slot = Oldest();
        byte[]? batch = _reading == null || _reading.Number != _numbers[slot] ? null : _reading.Batch();
        // Read again where nothing was read yet, or where more was appended since.
        if (batch == null) batch = ReadAgain(slot);
        if (batch == null) Free(slot);
        return batch;
    }

    /// <inheritdoc/>
    public void RemoveFirst()
    {
        int slot = Oldest();
        _reading!.Next();
        _removed++;
        _batches[slot]--;
        Count--;
        if (_batches[slot] == 0) Free(slot);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        for (int slot = 0; slot < MaxSegments; slot++)
        {
            if (_numbers[slot] > 0) Free(slot);
        }
    }

    /// <summary>Notes that all events of this run were sent or are stored, so that the next start has no loss to tell of.</summary>
    public void End(int boot)
    {
        var number = new ByteWriter();
        number.Int(boot);
        _store.Write(EndName, RecordFormat.Write(EndName, 1, number.Take()));
    }

    private int Segments(EventClass highest)
    {
        switch (highest)
        {
            case EventClass.Change: return _segments;
            case EventClass.Passing: return _segments / 2;
            default: return _segments - _segments / 4;
        }
    }

    private int LastEnd()
    {
        byte[]? record = _store.Read(EndName);
        byte[]? content = record == null ? null : RecordFormat.Read(EndName, record, out _);
        return content == null ? 0 : new ByteReader(content).Int();
    }

    private void Recover(int slot, byte[]? stream)
    {
        byte[]? bytes = _store.Read(NameOf(slot));
        if (bytes == null) return;
        var segment = new BatchSegment(bytes);
        byte[]? first = segment.Batch();
        int batches = 0;
        while (segment.Next()) batches++;
        bool isOurs = segment.Number % MaxSegments == slot && (first == null || IsOf(stream, first));
        if (isOurs && segment.Number > _last)
        {
            _last = segment.Number;
            TornBytes = segment.Left;
        }
        if (isOurs && batches > 0) Use(slot, segment.Number, batches);
        else _store.Delete(NameOf(slot));
        Count += _batches[slot];
    }

    private byte[]? ReadAgain(int slot)
    {
        byte[]? bytes = _store.Read(NameOf(slot));
        _reading = bytes == null ? null : new BatchSegment(bytes);
        if (_reading == null || _reading.Number != _numbers[slot]) return null;
        for (int i = 0; i < _removed; i++) _reading.Next();
        return _reading.Batch();
    }

    private void Use(int slot, int number, int batches)
    {
        _numbers[slot] = number;
        _batches[slot] = batches;
        _used++;
    }

    private void Free(int slot)
    {
        _store.Delete(NameOf(slot));
        if (_open == _numbers[slot]) _open = 0;
        Count -= _batches[slot];
        _numbers[slot] = 0;
        _batches[slot] = 0;
        _used--;
        _reading = null;
        _removed = 0;
    }

    private int Oldest()
    {
        int oldest = -1;
        for (int slot = 0; slot < MaxSegments; slot++)
        {
            if (_numbers[slot] > 0 && (oldest < 0 || _numbers[slot] < _numbers[oldest])) oldest = slot;
        }
        return oldest;
    }

    private static bool IsOf(byte[]? stream, byte[] batch)
    {
        if (stream == null) return false;
        for (int i = 0; i < stream.Length; i++)
        {
            if (batch[EventBatchFormat.StreamOffset + i] != stream[i]) return false;
        }
        return true;
    }

    private static string NameOf(int slot)
    {
        return RecordName.Events + "." + slot.ToString();
    }
}
