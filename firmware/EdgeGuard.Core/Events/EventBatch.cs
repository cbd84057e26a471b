using System;

namespace EdgeGuard.Core;

/// <summary>A batch of events that was received and found sound. Immutable by intent.</summary>
public sealed class EventBatch
{
    private readonly byte[] _seal;

    internal EventBatch(byte[] stream, int boot, EventRecord[] records, Peer[] peers, byte[] seal)
    {
        _seal = seal;
        Stream = stream;
        Boot = boot;
        Records = records;
        Peers = peers;
    }

    /// <summary>16 bytes that name the stream. Sequences count within a stream
    /// and a boot: by both together consumers know what they have.</summary>
    public byte[] Stream { get; }

    /// <summary>Number of the module's start.</summary>
    public int Boot { get; }

    /// <summary>At least one; sequences ascending.</summary>
    public EventRecord[] Records { get; }

    /// <summary>Who the records are about, by <see cref="EventRecord.PeerIndex"/> - 1.</summary>
    public Peer[] Peers { get; }

    /// <summary>Whether it carries a MAC. Whether that is right, <see cref="BatchSeal.IsRight"/> says of its bytes.</summary>
    public bool HasMac
    {
        get { return _seal.Length > 0; }
    }

    /// <summary>Its MAC, which the next batch of the same boot repeats; null without one.</summary>
    public byte[]? CopyMac()
    {
        return Half(EventBatchFormat.MacSize);
    }

    /// <summary>The MAC of the batch before, zeros in the first of a boot;
    /// null without one. Another one than seen: a batch is missing.</summary>
    public byte[]? CopyMacBefore()
    {
        return Half(0);
    }

    private byte[]? Half(int offset)
    {
        if (_seal.Length == 0) return null;
        byte[] mac = new byte[EventBatchFormat.MacSize];
        Array.Copy(_seal, offset, mac, 0, mac.Length);
        return mac;
    }

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
