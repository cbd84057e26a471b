namespace EdgeGuard.Core;

/// <summary>The batch of events as it travels on topic <c>events</c>: what writer and reader agree on.</summary>
/// <remarks>
/// Numbers in network byte order:
/// <code>
///  0  4  "EGEV"
///  4  1  version, 1
///  5  1  0
///  6  2  n, number of records, from 1
///  8 16  stream: random, new at commissioning; at every start while there is no store
/// 24  4  boot
/// 28  8  sequence of the first record
/// 36     n records of 64 bytes (EventRecord), sequences ascending
///     2  m, number of names
///        m names, numbered from 1 in the order in which the records first mention them; each
///        1  transport (PeerTransport)
///        1  1: has a role, 0: the NULL role
///           role, subject, address, fingerprint: each 1 byte length and that many bytes of UTF-8
///     1  64, or 0 from a module that was not commissioned, and then nothing follows
///    32  MAC of the batch before, of the same boot; zeros in the first
///    32  HMAC-SHA256 with the module's key for events, over everything before
/// </code>
/// A batch needs nothing but itself to be read, and the key to be proved; that none is missing
/// shows in the MAC that it repeats. Text longer than 255 bytes is cut and ends in U+2026.
/// </remarks>
public static class EventBatchFormat
{
    public const byte Version = 1;

    /// <summary>Bytes before the first record.</summary>
    public const int HeaderSize = 36;

    /// <summary>Bytes of a stream's name.</summary>
    public const int StreamSize = 16;

    /// <summary>Most bytes of one text.</summary>
    public const int MaxText = 255;

    /// <summary>Most bytes of one name.</summary>
    public const int MaxName = 2 + 4 * (1 + MaxText);

    /// <summary>Smallest capacity with which every single record can be sent.</summary>
    public const int MinCapacity = HeaderSize + EventRecord.Size + MaxName + Tail + SealSize;

    /// <summary>Bytes of a MAC.</summary>
    public const int MacSize = 32;

    /// <summary>Bytes behind the length of the MAC: that of the batch before, and its own.</summary>
    public const int SealSize = 2 * MacSize;

    /// <summary>Bytes that are always there behind the records: the number of names and the length of the MAC.</summary>
    internal const int Tail = 3;

    internal const int CountOffset = 6;
    /// <summary>Where the name of the stream stands.</summary>
    public const int StreamOffset = 8;

    internal const int BootOffset = 24;
    internal const int FirstOffset = 28;

    /// <summary>How many records a batch holds, of one that is known to be sound.</summary>
    public static int CountOf(byte[] batch)
    {
        return BigEndian.Get16(batch, CountOffset);
    }

    internal static readonly byte[] Magic = new byte[] { 0x45, 0x47, 0x45, 0x56 };
}
