using System;
using System.Buffers.Binary;

namespace EdgeGuard.Host.Tls;

/// <summary>What a client has sent before its handshake begins.</summary>
internal enum FirstRecordState : byte
{
    /// <summary>Not a whole record yet.</summary>
    Incomplete = 0,

    /// <summary>A whole record that begins a ClientHello.</summary>
    Hello = 1,

    /// <summary>Something other than TLS.</summary>
    NotTls = 2,
}

/// <summary>Looks at a client's first bytes (RFC 5246 sections 6.2.1 and 7.4).</summary>
internal static class FirstRecord
{
    private const int Header = 5;
    private const byte Handshake = 22;
    private const byte ClientHello = 1;
    private const int LargestPlaintext = 16384;

    internal static FirstRecordState Look(ReadOnlySpan<byte> received)
    {
        if (received.Length > 0 && received[0] != Handshake)
            return FirstRecordState.NotTls;
        if (received.Length > 1 && received[1] != 3)
            return FirstRecordState.NotTls;
        if (received.Length < Header)
            return FirstRecordState.Incomplete;
        int length = BinaryPrimitives.ReadUInt16BigEndian(received[3..]);
        if (length is 0 or > LargestPlaintext)
            return FirstRecordState.NotTls;
        if (received.Length > Header && received[Header] != ClientHello)
            return FirstRecordState.NotTls;
        return received.Length >= Header + length ? FirstRecordState.Hello : FirstRecordState.Incomplete;
    }
}
