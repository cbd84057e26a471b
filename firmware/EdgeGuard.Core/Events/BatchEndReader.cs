using System;

namespace EdgeGuard.Core;

/// <summary>Reads what stands behind the records of a batch, or the rows of a report of traffic: the names that <see cref="PeerNames"/>
/// wrote, then the MACs, up to the last byte. Never throws on any bytes.</summary>
public sealed class BatchEndReader
{
    private readonly byte[] _buffer;
    private readonly int _end;
    private int _at;

    /// <param name="buffer">The whole.</param>
    /// <param name="at">Where the names begin.</param>
    /// <param name="end">Where the whole ends.</param>
    public BatchEndReader(byte[] buffer, int at, int end)
    {
        _buffer = buffer;
        _at = at;
        _end = end;
    }

    /// <summary>What is wrong: it ends too early or too late, a name, or the length of the MACs.</summary>
    public EventBatchFault Fault { get; private set; }

    /// <summary>The names; null, and <see cref="Fault"/>. Before <see cref="Seal"/>.</summary>
    /// <param name="mentioned">How many there must be: those that are mentioned.</param>
    public Peer[]? Names(int mentioned)
    {
        if (!Has(2)) return null;
        int count = BigEndian.Get16(_buffer, _at);
        _at += 2;
        if (count != mentioned)
        {
            Fault = EventBatchFault.Name;
            return null;
        }

        var peers = new Peer[count];
        for (int i = 0; i < count; i++)
        {
            Peer? peer = Name();
            if (peer == null) return null;
            peers[i] = peer;
        }

        return peers;
    }

    /// <summary>Both MACs, or no bytes where there are none; null, and <see cref="Fault"/>.</summary>
    public byte[]? Seal()
    {
        if (!Has(1)) return null;
        int length = _buffer[_at++];
        if (length != 0 && length != EventBatchFormat.SealSize)
        {
            Fault = EventBatchFault.Mac;
            return null;
        }

        if (!Has(length)) return null;
        if (_end - _at > length)
        {
            Fault = EventBatchFault.TrailingBytes;
            return null;
        }

        var seal = new byte[length];
        Array.Copy(_buffer, _at, seal, 0, length);
        return seal;
    }

    private Peer? Name()
    {
        if (!Has(2)) return null;
        PeerTransport transport = (PeerTransport)_buffer[_at++];
        int hasRole = _buffer[_at++];
        string? role = Text();
        string? subject = Text();
        string? address = Text();
        string? fingerprint = Text();
        if (role == null || subject == null || address == null || fingerprint == null) return null;
        if (hasRole > 1 || (hasRole == 0 && role.Length > 0))
        {
            Fault = EventBatchFault.Name;
            return null;
        }

        return new Peer(transport, address, subject, hasRole == 1 ? role : null, fingerprint, long.MaxValue);
    }

    private string? Text()
    {
        if (Fault != EventBatchFault.None || !Has(1) || !Has(1 + _buffer[_at])) return null;
        int length = _buffer[_at++];
        int start = _at;
        _at += length;
        string? text = Utf8Text.Read(_buffer, start, length);
        if (text == null) Fault = EventBatchFault.Name;
        return text;
    }

    private bool Has(int bytes)
    {
        if (_end - _at >= bytes) return true;
        Fault = EventBatchFault.TooShort;
        return false;
    }
}
