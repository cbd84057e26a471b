using System;

namespace EdgeGuard.Core;

/// <summary>Builds one batch in a buffer of its own, which stays as it is
/// until <see cref="Clear"/>: what is sent again is the same bytes.</summary>
/// <remarks>Not thread-safe. Allocates for names only.</remarks>
public sealed class EventBatchWriter
{
    private BatchSeal? _seal;
    private readonly PeerNames _names;

    /// <param name="capacity">Most bytes of a batch, at least <see cref="EventBatchFormat.MinCapacity"/>.</param>
    /// <param name="stream">16 bytes.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="seal">The chain of MACs; null for none.</param>
    public EventBatchWriter(int capacity, byte[] stream, int boot, BatchSeal? seal = null)
    {
        if (capacity < EventBatchFormat.MinCapacity) throw new ArgumentOutOfRangeException(nameof(capacity));
        Buffer = new byte[capacity];
        Limit = capacity;
        _names = new PeerNames(capacity, capacity / EventRecord.Size);
        Array.Copy(EventBatchFormat.Magic, 0, Buffer, 0, EventBatchFormat.Magic.Length);
        Buffer[EventBatchFormat.Magic.Length] = EventBatchFormat.Version;
        Name(stream, seal);
        BigEndian.Put32(Buffer, EventBatchFormat.BootOffset, boot);
    }

    /// <summary>The batch, once <see cref="Finish"/> has answered.</summary>
    public byte[] Buffer { get; }

    /// <summary>Most bytes of a batch of several records, if a broker takes
    /// fewer than the capacity; a record by itself may be longer.</summary>
    public int Limit { get; set; }

    /// <summary>How many records it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Sequence of its last record; 0 while it is empty.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Names the stream of the batches that follow, 16 bytes, and
    /// what seals them; null for nothing. Only while it is empty.</summary>
    public void Name(byte[] stream, BatchSeal? seal)
    {
        if (stream.Length != EventBatchFormat.StreamSize) throw new ArgumentException("16 bytes", nameof(stream));
        Array.Copy(stream, 0, Buffer, EventBatchFormat.StreamOffset, EventBatchFormat.StreamSize);
        _seal = seal;
    }

    /// <summary>Begins a new batch: the one before has arrived, or will.</summary>
    public void Clear()
    {
        if (_seal != null && Count > 0) _seal.Advance();
        _names.Clear();
        Count = 0;
        LastSequence = 0;
    }

    /// <summary>Appends one encoded record and the name of its peer. False: there is no room, and nothing changed.</summary>
    public bool TryAdd(byte[] records, int offset, Peer? peer)
    {
        int at = EventBatchFormat.HeaderSize + Count * EventRecord.Size;
        int most = Count == 0 || Limit > Buffer.Length ? Buffer.Length : Limit;
        int room = most - at - EventRecord.Size - EventBatchFormat.Tail - SealSize - _names.Bytes;
        if (room < 0) return false;
        int index = 0;
        if (peer != null && !_names.TryName(peer, room, out index)) return false;

        Array.Copy(records, offset, Buffer, at, EventRecord.Size);
        BigEndian.Put16(Buffer, at + EventRecord.PeerOffset, index);
        LastSequence = BigEndian.Get64(Buffer, at);
        if (Count++ == 0) BigEndian.Put64(Buffer, EventBatchFormat.FirstOffset, LastSequence);
        return true;
    }

    /// <summary>Completes the batch. Returns its length in <see cref="Buffer"/>.</summary>
    public int Finish()
    {
        BigEndian.Put16(Buffer, EventBatchFormat.CountOffset, Count);
        int at = EventBatchFormat.HeaderSize + Count * EventRecord.Size;
        at = _names.CopyTo(Buffer, at);
        Buffer[at++] = (byte)SealSize;
        if (_seal != null) _seal.Put(Buffer, at);
        return at + SealSize;
    }

    private int SealSize
    {
        get { return _seal == null ? 0 : EventBatchFormat.SealSize; }
    }
}
