using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>Parses one report; see the page of this assembly. What it allocates is bounded by the bytes that are there.</summary>
internal sealed class TrafficReportReader
{
    // A row without anything but its counts: name, unit, function, parts, and nine numbers.
    private const int LeastRow = 5 + 9;

    private readonly byte[] _buffer;
    private readonly int _end;
    private readonly TrafficKey _key = new TrafficKey();
    private readonly TrafficKey _before = new TrafficKey();
    private int _at;
    private int _mentioned;
    private TrafficReportFault _fault;

    internal TrafficReportReader(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _at = offset;
        _end = offset + count;
    }

    internal TrafficReport? Read(out TrafficReportFault fault)
    {
        TrafficReport? report = Header() ? Body() : null;
        fault = _fault;
        return report;
    }

    private bool Header()
    {
        if (_end - _at < TrafficReportFormat.HeaderSize) return Fail(TrafficReportFault.TooShort);
        for (int i = 0; i < TrafficReportFormat.Magic.Length; i++)
        {
            if (_buffer[_at + i] != TrafficReportFormat.Magic[i]) return Fail(TrafficReportFault.Magic);
        }
        if (_buffer[_at + 4] != TrafficReportFormat.Version) return Fail(TrafficReportFault.Version);
        return _buffer[_at + 5] == 0 || Fail(TrafficReportFault.Header);
    }

    private TrafficReport? Body()
    {
        int start = _at;
        var stream = new byte[EventBatchFormat.StreamSize];
        Array.Copy(_buffer, start + TrafficReportFormat.StreamOffset, stream, 0, stream.Length);
        long number = BigEndian.Get64(_buffer, start + TrafficReportFormat.NumberOffset);
        int boot = BigEndian.Get32(_buffer, start + TrafficReportFormat.BootOffset);
        int count = BigEndian.Get16(_buffer, start + TrafficReportFormat.CountOffset);
        _at += TrafficReportFormat.HeaderSize;
        long utc = Count();
        TrafficStatus table = Table();
        if (_fault != TrafficReportFault.None) return null;
        if (number < 0)
        {
            Fail(TrafficReportFault.Header);
            return null;
        }
        TrafficRow[]? rows = Rows(count, out int[] names);
        if (rows == null) return null;
        var end = new BatchEndReader(_buffer, _at, _end);
        Peer[]? peers = end.Names(_mentioned);
        byte[]? seal = peers == null ? null : end.Seal();
        _fault = Of(end.Fault);
        if (seal == null) return null;
        for (int i = 0; i < count; i++) rows[i].Client = names[i] == 0 ? TrafficRow.SeveralClients : peers![names[i] - 1];
        return new TrafficReport(stream, boot, number, utc, table, rows, seal);
    }

    private TrafficStatus Table()
    {
        var table = new TrafficStatus { Began = Count() };
        table.RowLimit = (int)Most(TrafficTable.MostRows, TrafficReportFault.Header);
        table.Rows = (int)Most(table.RowLimit, TrafficReportFault.Header);
        table.Clients = (int)Most(TrafficTable.MostRows, TrafficReportFault.Header);
        table.Merges = Count();
        table.Unlisted = Count();
        return table;
    }

    private TrafficRow[]? Rows(int count, out int[] names)
    {
        names = new int[0];
        if ((_end - _at) / LeastRow < count)
        {
            Fail(TrafficReportFault.TooShort);
            return null;
        }
        var rows = new TrafficRow[count];
        names = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = new TrafficRow();
            if (!Row(rows[i], out names[i], i == 0)) return null;
        }
        return rows;
    }

    private bool Row(TrafficRow row, out int name, bool isFirst)
    {
        name = 0;
        if (_end - _at < 5) return Fail(TrafficReportFault.TooShort);
        name = BigEndian.Get16(_buffer, _at);
        row.Unit = _buffer[_at + 2];
        row.Function = _buffer[_at + 3];
        int parts = _buffer[_at + 4];
        _at += 5;
        if (name > _mentioned + 1) return Fail(TrafficReportFault.Name);
        if (name > _mentioned) _mentioned = name;
        return Poll(row, parts)
            && Ascends(row, name, isFirst)
            && Counts(row)
            && ((parts & TrafficReportFormat.HasGaps) == 0 || Gaps(row))
            && ((parts & TrafficReportFormat.HasAnswers) == 0 || Answers(row))
            && ((parts & TrafficReportFormat.HasExceptions) == 0 || Exceptions(row))
            && ((parts & TrafficReportFormat.HasValues) == 0 || Values(row));
    }

    private bool Poll(TrafficRow row, int parts)
    {
        row.IsMalformed = (parts & TrafficReportFormat.IsMalformed) != 0;
        bool hasAddresses = (parts & TrafficReportFormat.HasAddresses) != 0;
        if ((parts & TrafficReportFormat.HasSubFunction) != 0) row.SubFunction = (int)Most(0xFFFF, TrafficReportFault.Row);
        if (hasAddresses)
        {
            row.Address = (int)Most(ModbusLimits.AddressSpace - 1, TrafficReportFault.Row);
            row.Quantity = (int)From1(ModbusLimits.AddressSpace - row.Address);
            row.Numbers[TrafficColumn.LargestQuantity] = From1(row.Quantity);
        }
        if ((parts & TrafficReportFormat.HasOtherAddresses) != 0)
        {
            row.OtherAddress = (int)Most(ModbusLimits.AddressSpace - 1, TrafficReportFault.Row);
            row.OtherQuantity = (int)From1(ModbusLimits.AddressSpace - row.OtherAddress);
            if (!hasAddresses) return Fail(TrafficReportFault.Row);
        }
        if (row.IsMalformed && (hasAddresses || row.SubFunction >= 0)) return Fail(TrafficReportFault.Row);
        return _fault == TrafficReportFault.None;
    }

    private bool Ascends(TrafficRow row, int name, bool isFirst)
    {
        _key.Set(
            TrafficKey.GroupOf(name, row.Unit, row.Function, row.SubFunction, row.IsMalformed),
            TrafficKey.RangeOf(row.Address, row.Quantity),
            TrafficKey.RangeOf(row.OtherAddress, row.OtherQuantity));
        if (!isFirst && !_before.IsBefore(_key)) return Fail(TrafficReportFault.Order);
        _before.Set(_key.Group, _key.Range, _key.Other);
        return true;
    }

    private bool Counts(TrafficRow row)
    {
        long[] numbers = row.Numbers;
        numbers[TrafficColumn.ShortestGap] = TrafficColumn.NothingYet;
        numbers[TrafficColumn.ShortestResponse] = TrafficColumn.NothingYet;
        numbers[TrafficColumn.SmallestValue] = TrafficColumn.NothingYet;
        numbers[TrafficColumn.MergedRows] = From1(TrafficReportFormat.MostCount);
        numbers[TrafficColumn.Requests] = From1(TrafficReportFormat.MostCount);
        numbers[TrafficColumn.Refused] = Most(row.Requests, TrafficReportFault.Row);
        numbers[TrafficColumn.Observed] = Most(row.Requests - row.Refused, TrafficReportFault.Row);
        numbers[TrafficColumn.Limited] = Most(row.Requests - row.Refused, TrafficReportFault.Row);
        numbers[TrafficColumn.Answered] = Most(row.Requests - row.Refused - row.Limited, TrafficReportFault.Row);
        numbers[TrafficColumn.Broadcasts] = Most(row.Requests - row.Refused - row.Limited - row.Answered, TrafficReportFault.Row);
        row.FirstSeen = Count();
        row.LastSeen = Count();
        return _fault == TrafficReportFault.None;
    }

    private bool Gaps(TrafficRow row)
    {
        long[] numbers = row.Numbers;
        numbers[TrafficColumn.Gaps] = From1(row.Requests - 1);
        numbers[TrafficColumn.ShortestGap] = Count();
        numbers[TrafficColumn.LongestGap] = Least(row.ShortestGap, TrafficReportFormat.MostCount);
        numbers[TrafficColumn.GapSum] = Least(row.LongestGap, TrafficReportFormat.MostCount);
        numbers[TrafficColumn.GapSquares] = Number();
        return _fault == TrafficReportFault.None;
    }

    private bool Answers(TrafficRow row)
    {
        long[] numbers = row.Numbers;
        numbers[TrafficColumn.Responses] = From1(row.Answered);
        numbers[TrafficColumn.ShortestResponse] = Count();
        numbers[TrafficColumn.LongestResponse] = Least(row.ShortestResponse, TrafficReportFormat.MostCount);
        numbers[TrafficColumn.ResponseSum] = Least(row.LongestResponse, TrafficReportFormat.MostCount);
        return _fault == TrafficReportFault.None;
    }

    private bool Exceptions(TrafficRow row)
    {
        if (_end - _at < 2) return Fail(TrafficReportFault.TooShort);
        int mask = BigEndian.Get16(_buffer, _at);
        _at += 2;
        if (mask == 0 || mask >> TrafficColumn.ExceptionCodes != 0) return Fail(TrafficReportFault.Row);
        long left = row.Answered;
        for (int code = 0; code < TrafficColumn.ExceptionCodes && _fault == TrafficReportFault.None; code++)
        {
            if ((mask >> code & 1) == 0) continue;
            long count = From1(left);
            row.Numbers[TrafficColumn.Exceptions + code] = count;
            left -= count;
        }
        return _fault == TrafficReportFault.None;
    }

    private bool Values(TrafficRow row)
    {
        long[] numbers = row.Numbers;
        numbers[TrafficColumn.Values] = From1(TrafficReportFormat.MostCount);
        numbers[TrafficColumn.SmallestValue] = Most(0xFFFF, TrafficReportFault.Row);
        numbers[TrafficColumn.LargestValue] = Least(row.SmallestValue, 0xFFFF);
        numbers[TrafficColumn.LastValue] = Least(row.SmallestValue, row.LargestValue);
        if (_fault != TrafficReportFault.None) return false;
        if (_at >= _end) return Fail(TrafficReportFault.TooShort);
        int count = _buffer[_at++];
        row.HasMoreValues = count == TrafficRow.MaxDistinctValues + 1;
        row.DistinctValues = row.HasMoreValues ? TrafficRow.MaxDistinctValues : count;
        if (count == 0 || count > TrafficRow.MaxDistinctValues + 1 || row.Values < count) return Fail(TrafficReportFault.Row);
        if (_end - _at < 2 * row.DistinctValues) return Fail(TrafficReportFault.TooShort);
        for (int i = 0; i < row.DistinctValues; i++)
        {
            if (!Distinct(row, i)) return false;
        }
        return true;
    }

    private bool Distinct(TrafficRow row, int index)
    {
        int value = BigEndian.Get16(_buffer, _at);
        _at += 2;
        if (value < row.SmallestValue || value > row.LargestValue) return Fail(TrafficReportFault.Row);
        for (int i = 0; i < index; i++)
        {
            if (row.DistinctValue(i) == value) return Fail(TrafficReportFault.Row);
        }
        row.SetDistinctValue(index, value);
        return true;
    }

    private static TrafficReportFault Of(EventBatchFault fault)
    {
        switch (fault)
        {
            case EventBatchFault.None: return TrafficReportFault.None;
            case EventBatchFault.TooShort: return TrafficReportFault.TooShort;
            case EventBatchFault.TrailingBytes: return TrafficReportFault.TrailingBytes;
            case EventBatchFault.Mac: return TrafficReportFault.Mac;
            default: return TrafficReportFault.Name;
        }
    }

    // Numbers: once one is wrong, all that follow are 0, and whoever asked finds the fault.
    private long Number()
    {
        if (_fault != TrafficReportFault.None) return 0;
        int length = CompactNumber.Read(_buffer, _at, _end, out long value);
        if (length == 0)
        {
            Fail(TrafficReportFault.Number);
            return 0;
        }
        _at += length;
        return value;
    }

    private long Count()
    {
        return Most(TrafficReportFormat.MostCount, TrafficReportFault.Number);
    }

    private long Most(long most, TrafficReportFault fault)
    {
        long value = Number();
        if (value <= most) return value;
        Fail(fault);
        return 0;
    }

    private long From1(long most)
    {
        return Least(1, most);
    }

    private long Least(long least, long most)
    {
        long value = Number();
        if (value >= least && value <= most) return value;
        if (_fault == TrafficReportFault.None) Fail(TrafficReportFault.Row);
        return 0;
    }

    private bool Fail(TrafficReportFault fault)
    {
        _fault = fault;
        return false;
    }
}
