using System;
using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <summary>Puts rows into one report, in a buffer of its own: see the page of this assembly. Not thread-safe.</summary>
public sealed class TrafficReportWriter
{
    private readonly byte[] _row = new byte[TrafficReportFormat.MaxRow];
    private readonly PeerNames _names;
    private int _at;

    /// <param name="capacity">Most bytes of a report; room for one row is always taken.</param>
    public TrafficReportWriter(int capacity)
    {
        int size = capacity < TrafficReportFormat.MinCapacity ? TrafficReportFormat.MinCapacity : capacity;
        Buffer = new byte[size];
        _names = new PeerNames(size, size / (6 + 5));
    }

    /// <summary>The report, once <see cref="Finish"/> has answered.</summary>
    public byte[] Buffer { get; }

    /// <summary>Rows that it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in which so many rows of so many clients fit, however large their numbers are.</summary>
    public static int CapacityOf(int rows, int clients)
    {
        return TrafficReportFormat.MinCapacity + rows * TrafficReportFormat.MaxRow + clients * EventBatchFormat.MaxName;
    }

    /// <summary>Begins a report.</summary>
    /// <param name="stream">16 bytes.</param>
    /// <param name="boot">Number of this start.</param>
    /// <param name="number">Number of the report.</param>
    /// <param name="utc">UTC milliseconds; 0: not known.</param>
    /// <param name="table">How much the table holds.</param>
    public void Begin(byte[] stream, int boot, long number, long utc, TrafficStatus table)
    {
        _names.Clear();
        Count = 0;
        Array.Copy(TrafficReportFormat.Magic, 0, Buffer, 0, TrafficReportFormat.Magic.Length);
        Buffer[4] = TrafficReportFormat.Version;
        Buffer[5] = 0;
        Array.Copy(stream, 0, Buffer, TrafficReportFormat.StreamOffset, EventBatchFormat.StreamSize);
        BigEndian.Put32(Buffer, TrafficReportFormat.BootOffset, boot);
        BigEndian.Put64(Buffer, TrafficReportFormat.NumberOffset, number);
        _at = CompactNumber.Put(Buffer, TrafficReportFormat.HeaderSize, utc);
        _at = CompactNumber.Put(Buffer, _at, table.Began);
        _at = CompactNumber.Put(Buffer, _at, table.RowLimit);
        _at = CompactNumber.Put(Buffer, _at, table.Rows);
        _at = CompactNumber.Put(Buffer, _at, table.Clients);
        _at = CompactNumber.Put(Buffer, _at, table.Merges);
        _at = CompactNumber.Put(Buffer, _at, table.Unlisted);
    }

    /// <summary>Adds a row. False: there is no room for it, and nothing has changed.</summary>
    public bool TryAdd(TrafficRow row)
    {
        int length = Put(row);
        int room = Buffer.Length - _at - length - _names.Bytes - TrafficReportFormat.Tail - EventBatchFormat.SealSize;
        if (room < 0) return false;
        int name = 0;
        if (row.Client != TrafficRow.SeveralClients && !_names.TryName(row.Client, room, out name)) return false;
        BigEndian.Put16(_row, 0, name);
        Array.Copy(_row, 0, Buffer, _at, length);
        _at += length;
        Count++;
        return true;
    }

    /// <summary>Completes the report. Returns its length in <see cref="Buffer"/>.</summary>
    /// <param name="seal">The chain of MACs; null for none.</param>
    public int Finish(BatchSeal? seal)
    {
        BigEndian.Put16(Buffer, TrafficReportFormat.CountOffset, Count);
        int at = _names.CopyTo(Buffer, _at);
        int sealSize = seal == null ? 0 : EventBatchFormat.SealSize;
        Buffer[at++] = (byte)sealSize;
        if (seal != null) seal.Put(Buffer, at);
        return at + sealSize;
    }

    private int Put(TrafficRow row)
    {
        _row[2] = (byte)row.Unit;
        _row[3] = (byte)row.Function;
        _row[4] = (byte)Parts(row);
        int at = 5;
        if (row.SubFunction >= 0) at = CompactNumber.Put(_row, at, row.SubFunction);
        if (row.Quantity > 0) at = Put(at, row.Address, row.Quantity, row.LargestQuantity);
        if (row.OtherQuantity > 0) at = Put(at, row.OtherAddress, row.OtherQuantity);
        at = Put(at, row.MergedRows, row.Requests, row.Refused);
        at = Put(at, row.Observed, row.Limited, row.Answered);
        at = Put(at, row.Broadcasts, row.FirstSeen, row.LastSeen);
        if (row.Gaps > 0)
        {
            at = Put(at, row.Gaps, row.ShortestGap, row.LongestGap);
            at = Put(at, row.GapSum, row.GapSquares);
        }
        if (row.Responses > 0)
        {
            at = Put(at, row.Responses, row.ShortestResponse, row.LongestResponse);
            at = CompactNumber.Put(_row, at, row.ResponseSum);
        }
        if (ExceptionMask(row) != 0) at = PutExceptions(at, row);
        return row.Values > 0 ? PutValues(at, row) : at;
    }

    private static int Parts(TrafficRow row)
    {
        return (row.SubFunction >= 0 ? TrafficReportFormat.HasSubFunction : 0)
            | (row.IsMalformed ? TrafficReportFormat.IsMalformed : 0)
            | (row.Quantity > 0 ? TrafficReportFormat.HasAddresses : 0)
            | (row.OtherQuantity > 0 ? TrafficReportFormat.HasOtherAddresses : 0)
            | (row.Gaps > 0 ? TrafficReportFormat.HasGaps : 0)
            | (row.Responses > 0 ? TrafficReportFormat.HasAnswers : 0)
            | (ExceptionMask(row) != 0 ? TrafficReportFormat.HasExceptions : 0)
            | (row.Values > 0 ? TrafficReportFormat.HasValues : 0);
    }

    private static int ExceptionMask(TrafficRow row)
    {
        int mask = 0;
        for (int code = 0; code < TrafficColumn.ExceptionCodes; code++)
        {
            if (row.ExceptionCount(code) > 0) mask |= 1 << code;
        }
        return mask;
    }

    private int PutExceptions(int at, TrafficRow row)
    {
        BigEndian.Put16(_row, at, ExceptionMask(row));
        at += 2;
        for (int code = 0; code < TrafficColumn.ExceptionCodes; code++)
        {
            if (row.ExceptionCount(code) > 0) at = CompactNumber.Put(_row, at, row.ExceptionCount(code));
        }
        return at;
    }

    private int PutValues(int at, TrafficRow row)
    {
        at = Put(at, row.Values, row.SmallestValue, row.LargestValue);
        at = CompactNumber.Put(_row, at, row.LastValue);
        _row[at++] = (byte)(row.HasMoreValues ? TrafficRow.MaxDistinctValues + 1 : row.DistinctValues);
        for (int i = 0; i < row.DistinctValues; i++)
        {
            BigEndian.Put16(_row, at, row.DistinctValue(i));
            at += 2;
        }
        return at;
    }

    private int Put(int at, long a, long b)
    {
        return CompactNumber.Put(_row, CompactNumber.Put(_row, at, a), b);
    }

    private int Put(int at, long a, long b, long c)
    {
        return CompactNumber.Put(_row, Put(at, a, b), c);
    }
}
