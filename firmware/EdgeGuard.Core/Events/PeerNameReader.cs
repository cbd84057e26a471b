namespace EdgeGuard.Core;

/// <summary>Reads the names that <see cref="PeerNames"/> wrote, one after the other. Never throws on any bytes.</summary>
public sealed class PeerNameReader
{
    private readonly byte[] _buffer;
    private int _end;

    public PeerNameReader(byte[] buffer)
    {
        _buffer = buffer;
    }

    /// <summary>Where the name read last ends.</summary>
    public int At { get; private set; }

    /// <summary>Why there is no name: they end too early, or it is malformed.</summary>
    public EventBatchFault Fault { get; private set; }

    /// <summary>The name at a place, before the end; null, and <see cref="Fault"/>.</summary>
    public Peer? Read(int at, int end)
    {
        At = at;
        _end = end;
        Fault = EventBatchFault.None;
        if (end - at < 2)
        {
            Fault = EventBatchFault.TooShort;
            return null;
        }

        PeerTransport transport = (PeerTransport)_buffer[At++];
        int hasRole = _buffer[At++];
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
        if (Fault != EventBatchFault.None) return null;
        if (At >= _end || _end - At - 1 < _buffer[At])
        {
            Fault = EventBatchFault.TooShort;
            return null;
        }

        int length = _buffer[At++];
        int start = At;
        At += length;
        string? text = Utf8Text.Read(_buffer, start, length);
        if (text == null) Fault = EventBatchFault.Name;
        return text;
    }
}
