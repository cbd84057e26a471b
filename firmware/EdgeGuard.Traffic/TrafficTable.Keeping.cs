using System;

namespace EdgeGuard.Traffic;

/// <content>What an earlier run had recorded, taken over by this one.</content>
public sealed partial class TrafficTable
{
    /// <summary>Puts what an earlier run had recorded into a table that is empty. What has no room in it is merged, and told.</summary>
    public void Restore(TrafficReport kept)
    {
        lock (_lock)
        {
            for (int i = 0; i < kept.Rows.Length; i++) Restore(kept.Rows[i]);
            _merges += kept.Table.Merges;
            _unlisted += kept.Table.Unlisted;
            _began = kept.Table.Began;
            _beganIsKept = true;
        }
    }

    private void Restore(TrafficRow row)
    {
        int client = row.Client == TrafficRow.SeveralClients ? TrafficClients.Several : _clients.Find(row.Client);
        _key.Set(
            TrafficKey.GroupOf(client, row.Unit, row.Function, row.SubFunction, row.IsMalformed),
            TrafficKey.RangeOf(row.Address, row.Quantity),
            TrafficKey.RangeOf(row.OtherAddress, row.OtherQuantity));
        long merges = _merges;
        int place = _rows.Find(_key);
        if (place < 0) place = Room(0);
        if (place < 0)
        {
            _unlisted += row.Requests;
        }
        else if (_numbers[place * TrafficColumn.Count + TrafficColumn.Requests] == 0)
        {
            Put(row, place);
        }
        else
        {
            Add(row, place);
            // Whoever joined a row was counted as one poll.
            if (_merges > merges) _numbers[place * TrafficColumn.Count + TrafficColumn.MergedRows]--;
        }
    }

    private void Put(TrafficRow row, int place)
    {
        int at = place * TrafficColumn.Count;
        Array.Copy(row.Numbers, 0, _numbers, at, TrafficColumn.Count);
        _numbers[at + TrafficColumn.First] = row.FirstSeen;
        _numbers[at + TrafficColumn.Last] = row.LastSeen;
        _kept[place] = FirstIsKept | LastIsKept;
        _isNews[place] = true;
        for (int i = 0; i < row.DistinctValues; i++) NoteDistinct(place, row.DistinctValue(i));
        if (row.HasMoreValues) _distinctCounts[place] = TrafficRow.MaxDistinctValues + 1;
    }

    // To a row that another one has become part of: a smaller table than before, or clients that are not told apart any more.
    private void Add(TrafficRow row, int place)
    {
        int at = place * TrafficColumn.Count;
        bool isLater = _numbers[at + TrafficColumn.Last] < row.LastSeen;
        if (isLater && row.Values > 0) _numbers[at + TrafficColumn.LastValue] = row.LastValue;
        if (isLater) _numbers[at + TrafficColumn.Last] = row.LastSeen;
        if (row.FirstSeen < _numbers[at + TrafficColumn.First]) _numbers[at + TrafficColumn.First] = row.FirstSeen;
        TrafficColumn.MergeFrom(_numbers, at, row.Numbers, 0);
        for (int i = 0; i < row.DistinctValues; i++) NoteDistinct(place, row.DistinctValue(i));
        if (row.HasMoreValues) _distinctCounts[place] = TrafficRow.MaxDistinctValues + 1;
    }
}
