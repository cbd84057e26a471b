using EdgeGuard.Core.Ports;

namespace EdgeGuard.Core.Events;

/// <summary>A batch of events that was received and found sound. Immutable by intent.</summary>
public sealed class EventBatch
{
    internal EventBatch(byte[] stream, int boot, EventRecord[] records, Peer[] peers)
    {
        Stream = stream;
        Boot = boot;
        Records = records;
        Peers = peers;
    }

    /// <summary>16 bytes that name the stream: sequences count within it.</summary>
    public byte[] Stream { get; }

    /// <summary>Number of the module's start.</summary>
    public int Boot { get; }

    /// <summary>At least one; sequences ascending.</summary>
    public EventRecord[] Records { get; }

    /// <summary>Who the records are about, by <see cref="EventRecord.PeerIndex"/> - 1.</summary>
    public Peer[] Peers { get; }

    /// <summary>Whom a record of this batch is about; null for nobody.</summary>
    public Peer? PeerOf(EventRecord record)
    {
        return record.PeerIndex == 0 ? null : Peers[record.PeerIndex - 1];
    }

    /// <summary>Reads a batch. Strict: every byte is accounted for. Never throws on any bytes.</summary>
    /// <returns>The batch, or null and why not.</returns>
    public static EventBatch? Decode(byte[] buffer, int offset, int count, out EventBatchFault fault)
    {
        return new EventBatchReader(buffer, offset, count).Read(out fault);
    }
}
