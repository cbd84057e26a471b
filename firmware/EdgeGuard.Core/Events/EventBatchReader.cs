using System;

namespace EdgeGuard.Core;

/// <summary>Parses one batch; see <see cref="EventBatchFormat"/>. What it allocates is bounded by the bytes that are there.</summary>
internal sealed class EventBatchReader
{
    private readonly byte[] _buffer;
    private readonly int _end;
    private int _at;
    private int _mentioned;
    private EventBatchFault _fault;

    public EventBatchReader(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _at = offset;
        _end = offset + count;
    }

    public EventBatch? Read(out EventBatchFault fault)
    {
        EventBatch? batch = Header() ? Body() : null;
        fault = _fault;
        return batch;
    }

    private bool Header()
    {
        if (_end - _at < EventBatchFormat.HeaderSize) return Fail(EventBatchFault.TooShort);
        for (int i = 0; i < EventBatchFormat.Magic.Length; i++)
        {
            if (_buffer[_at + i] != EventBatchFormat.Magic[i]) return Fail(EventBatchFault.Magic);
        }

        if (_buffer[_at + 4] != EventBatchFormat.Version) return Fail(EventBatchFault.Version);
        return _buffer[_at + 5] == 0 || Fail(EventBatchFault.Header);
    }

    private EventBatch? Body()
    {
        int start = _at;
        byte[] stream = new byte[EventBatchFormat.StreamSize];
        Array.Copy(_buffer, start + EventBatchFormat.StreamOffset, stream, 0, stream.Length);
        _at += EventBatchFormat.HeaderSize;
        EventRecord[]? records = Records(BigEndian.Get16(_buffer, start + EventBatchFormat.CountOffset));
        if (records == null) return null;
        if (records[0].Sequence != BigEndian.Get64(_buffer, start + EventBatchFormat.FirstOffset)) return Nothing(EventBatchFault.Header);
        var end = new BatchEndReader(_buffer, _at, _end);
        Peer[]? peers = end.Names(_mentioned);
        byte[]? seal = peers == null ? null : end.Seal();
        _fault = end.Fault;
        if (seal == null) return null;
        return new EventBatch(stream, BigEndian.Get32(_buffer, start + EventBatchFormat.BootOffset), records, peers!, seal);
    }

    private EventRecord[]? Records(int count)
    {
        if (count == 0)
        {
            _fault = EventBatchFault.Header;
            return null;
        }

        if (_end - _at < count * EventRecord.Size)
        {
            _fault = EventBatchFault.TooShort;
            return null;
        }

        EventRecord[] records = new EventRecord[count];
        long before = 0;
        for (int i = 0; i < count; i++)
        {
            records[i] = new EventRecord();
            if (!Record(records[i], before)) return null;
            before = records[i].Sequence;
        }

        return records;
    }

    private bool Record(EventRecord record, long before)
    {
        if (!record.Decode(_buffer, _at)) return Fail(EventBatchFault.Record);
        if (record.Sequence <= before) return Fail(EventBatchFault.Order);
        if (record.PeerIndex > _mentioned + 1) return Fail(EventBatchFault.Name);
        if (record.PeerIndex > _mentioned) _mentioned++;
        _at += EventRecord.Size;
        return true;
    }

    private bool Fail(EventBatchFault fault)
    {
        _fault = fault;
        return false;
    }

    private EventBatch? Nothing(EventBatchFault fault)
    {
        _fault = fault;
        return null;
    }
}
