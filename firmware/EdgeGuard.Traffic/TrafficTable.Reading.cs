using System;
using EdgeGuard.Core;

namespace EdgeGuard.Traffic;

/// <content>Reading what was noted, row by row, while requests go on.</content>
public sealed partial class TrafficTable
{
    /// <summary>How much it holds, and what had no room.</summary>
    /// <param name="status">Overwritten.</param>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public void Read(TrafficStatus status, long utcOfZero)
    {
        lock (_lock)
        {
            status.Rows = _rows.Count;
            status.RowLimit = RowLimit;
            status.Clients = _clients.Count - 1;
            status.Merges = _merges;
            status.Unlisted = _unlisted;
            status.Began = Utc(_began, _beganIsKept, utcOfZero);
        }
    }

    /// <summary>Copies one row. False: there are not so many.</summary>
    /// <param name="index">0 … rows - 1, in the order client, unit, function, sub-function, address; requests may add some.</param>
    /// <param name="row">Overwritten.</param>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public bool Read(int index, TrafficRow row, long utcOfZero)
    {
        lock (_lock)
        {
            if (index < 0 || index >= _rows.Count) return false;
            Copy(_rows.At(index), row, utcOfZero);
            return true;
        }
    }

    /// <summary>Copies the next row. False: there is none behind, or the table was emptied meanwhile.</summary>
    /// <param name="cursor">How far its owner has read.</param>
    /// <param name="onlyNews">Passes over rows that have not changed since they were last read as news.</param>
    /// <param name="row">Overwritten.</param>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public bool ReadNext(TrafficCursor cursor, bool onlyNews, TrafficRow row, long utcOfZero)
    {
        lock (_lock)
        {
            if (cursor.HasBegun && cursor.Era != _era) return false;
            int position = cursor.HasBegun ? PositionBehind(cursor.Last) : 0;
            while (onlyNews && position < _rows.Count && !_isNews[_rows.At(position)]) position++;
            if (position >= _rows.Count) return false;
            int place = _rows.At(position);
            if (onlyNews) _isNews[place] = false;
            cursor.HasBegun = true;
            cursor.Era = _era;
            cursor.Last.Set(_rows.Group(place), _rows.Range(place), _rows.Other(place));
            Copy(place, row, utcOfZero);
            return true;
        }
    }

    /// <summary>Numbers of clients, from 0; 0 are those that are not told apart.</summary>
    internal int ClientCount
    {
        get
        {
            lock (_lock) return _clients.Count;
        }
    }

    internal Peer ClientAt(int number)
    {
        lock (_lock) return _clients[number];
    }

    internal bool HasRowsOf(int client)
    {
        lock (_lock) return _rowsOfClient[client] > 0;
    }

    /// <summary>Copies the row at a place that was read before; by now it may be another one.</summary>
    internal void ReadPlace(int place, TrafficRow row, long utcOfZero)
    {
        lock (_lock) Copy(place, row, utcOfZero);
    }

    /// <summary>Makes news of all rows: somebody else reads them from now on.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            for (int i = 0; i < _isNews.Length; i++) _isNews[i] = true;
        }
    }

    /// <summary>Whether anything was noted since this was last asked.</summary>
    public bool TakeChange()
    {
        lock (_lock)
        {
            bool hasChanged = _hasChanged;
            _hasChanged = false;
            return hasChanged;
        }
    }

    /// <summary>All rows as they are at one moment, in the order of <see cref="Read(int, TrafficRow, long)"/>.</summary>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public TrafficRow[] Copy(long utcOfZero)
    {
        lock (_lock)
        {
            var rows = new TrafficRow[_rows.Count];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = new TrafficRow();
                Copy(_rows.At(i), rows[i], utcOfZero);
            }
            return rows;
        }
    }

    private static long Utc(long time, bool isKept, long utcOfZero)
    {
        if (isKept) return time;
        return utcOfZero < 0 ? 0 : utcOfZero + time;
    }

    private int PositionBehind(TrafficKey key)
    {
        int position = _rows.Position(key);
        if (position < _rows.Count && _rows.HasKey(_rows.At(position), key)) position++;
        return position;
    }

    private void Copy(int place, TrafficRow row, long utcOfZero)
    {
        Array.Copy(_numbers, place * TrafficColumn.Count, row.Numbers, 0, TrafficColumn.Count);
        long group = _rows.Group(place);
        row.Place = place;
        row.ClientNumber = TrafficKey.ClientOf(group);
        row.Client = _clients[row.ClientNumber];
        row.Unit = TrafficKey.UnitOf(group);
        row.Function = TrafficKey.FunctionOf(group);
        row.SubFunction = TrafficKey.SubFunctionOf(group);
        row.IsMalformed = TrafficKey.IsMalformed(group);
        row.Address = TrafficKey.FirstOf(_rows.Range(place));
        row.Quantity = TrafficKey.QuantityOf(_rows.Range(place));
        row.OtherAddress = TrafficKey.FirstOf(_rows.Other(place));
        row.OtherQuantity = TrafficKey.QuantityOf(_rows.Other(place));
        row.IsOfThisRun = (_kept[place] & LastIsKept) == 0;
        row.LastNoted = row.Numbers[TrafficColumn.Last];
        row.FirstSeen = Utc(row.Numbers[TrafficColumn.First], (_kept[place] & FirstIsKept) != 0, utcOfZero);
        row.LastSeen = Utc(row.Numbers[TrafficColumn.Last], !row.IsOfThisRun, utcOfZero);
        int distinct = _distinctCounts[place];
        row.HasMoreValues = distinct > TrafficRow.MaxDistinctValues;
        row.DistinctValues = row.HasMoreValues ? TrafficRow.MaxDistinctValues : distinct;
        for (int i = 0; i < row.DistinctValues; i++) row.SetDistinctValue(i, _distinct[place * TrafficRow.MaxDistinctValues + i]);
    }
}
