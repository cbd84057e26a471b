using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>Rows of traffic as they travel on topic <c>traffic</c>, and as they are kept: what writer and reader agree on. The page of this
/// assembly has it in words.</summary>
internal static class TrafficReportFormat
{
    internal const byte Version = 1;

    /// <summary>Bytes before the first number.</summary>
    internal const int HeaderSize = 36;

    internal const int CountOffset = 6;
    internal const int StreamOffset = 8;
    internal const int BootOffset = 24;

    // Where a batch of events has its first sequence: BatchPart carries it as the number of the whole.
    internal const int NumberOffset = 28;

    /// <summary>Numbers of the table behind the header.</summary>
    internal const int TableNumbers = 7;

    // What of a row is there.
    internal const int HasSubFunction = 1;
    internal const int IsMalformed = 2;
    internal const int HasAddresses = 4;
    internal const int HasOtherAddresses = 8;
    internal const int HasGaps = 16;
    internal const int HasAnswers = 32;
    internal const int HasExceptions = 64;
    internal const int HasValues = 128;

    /// <summary>Most bytes of a row: name, unit, function, what is there; numbers; exceptions that there are; values.</summary>
    internal const int MaxRow = 5 + 31 * CompactNumber.MostBytes + 2 + TrafficColumn.ExceptionCodes * CompactNumber.MostBytes
        + 1 + 2 * TrafficRow.MaxDistinctValues;

    /// <summary>Bytes that are always there behind the rows: the number of names, and the length of the MAC.</summary>
    internal const int Tail = 3;

    /// <summary>Smallest capacity in which every single row can be sent.</summary>
    internal const int MinCapacity = HeaderSize + TableNumbers * CompactNumber.MostBytes + MaxRow + EventBatchFormat.MaxName + Tail
        + EventBatchFormat.SealSize;

    /// <summary>Counts and times are no larger: then no sum of them is more than a number holds.</summary>
    internal const long MostCount = 1L << 53;

    internal static readonly byte[] Magic = new byte[] { 0x45, 0x47, 0x54, 0x52 };
}
