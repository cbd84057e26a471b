namespace EdgeGuard.Core;

/// <summary>Looks at a client's first bytes (RFC 5246 sections 6.2.1 and 7.4). Pure; any thread.</summary>
public static class FirstRecord
{
    /// <summary>Bytes that have to be seen for the questions asked here.</summary>
    public const int Seen = Header + MessageHeader;

    private const int Header = 5;
    private const int MessageHeader = 4;
    private const byte Handshake = 22;
    private const byte ClientHello = 1;
    private const int LargestPlaintext = 16384;

    /// <summary>What it is.</summary>
    /// <param name="buffer">Holds the first bytes, all or some of them.</param>
    /// <param name="offset">Where.</param>
    /// <param name="count">How many are in the buffer.</param>
    /// <param name="received">How many have come, those that are not in the buffer included.</param>
    public static FirstRecordState Look(byte[] buffer, int offset, int count, int received)
    {
        if (count > 0 && buffer[offset] != Handshake) return FirstRecordState.NotTls;
        if (count > 1 && buffer[offset + 1] != 3) return FirstRecordState.NotTls;
        if (count < Header) return FirstRecordState.Incomplete;
        int length = Length(buffer, offset);
        if (length == 0 || length > LargestPlaintext) return FirstRecordState.NotTls;
        if (count > Header && buffer[offset + Header] != ClientHello) return FirstRecordState.NotTls;
        return received >= Header + length ? FirstRecordState.Hello : FirstRecordState.Incomplete;
    }

    /// <summary>Whether the record holds the ClientHello to its end. A client may spread it over several records; none of use does, and
    /// who must not wait for the next one cannot serve it. For a <see cref="FirstRecordState.Hello"/>.</summary>
    public static bool HoldsWholeHello(byte[] buffer, int offset, int count)
    {
        if (count < Seen) return false;
        int at = offset + Header + 1;
        int message = buffer[at] << 16 | buffer[at + 1] << 8 | buffer[at + 2];
        return MessageHeader + message <= Length(buffer, offset);
    }

    private static int Length(byte[] buffer, int offset)
    {
        return buffer[offset + 3] << 8 | buffer[offset + 4];
    }
}
