namespace EdgeGuard.Traffic;

/// <content>
/// What happens when rows run out. Two rows of one client, unit, function and sub-function become one that spans the addresses of both:
/// those that lie next to each other with the smallest hole between them, of the client that has the most rows, for who floods the
/// table shall be told apart less, not the others; of any client where that one has no two that can. The new poll may be one of the two. A
/// row that was merged takes all polls that lie within it.
/// </content>
public sealed partial class TrafficTable
{
    // Costs more than any hole: two ranges of 65,536 addresses have less between them.
    private const int AnotherClient = 1 << 20;
    private const int Impossible = int.MaxValue;

    // The place for a poll that has no row of its own; -1: there is none to be had.
    private int Room(long now)
    {
        int place = _merges > 0 ? Covering() : -1;
        if (place >= 0) return place;
        return _rows.IsFull ? MakeRoom(now) : NewRow(now);
    }

    // The merged row that the poll lies within. One that begins at the same address and is longer stands behind it in the order.
    private int Covering()
    {
        int position = _rows.Position(_key);
        for (int i = position - 1; i >= 0; i--)
        {
            int place = _rows.At(i);
            if (_rows.Group(place) != _key.Group) break;
            if (Covers(place)) return place;
        }
        for (int i = position; i < _rows.Count; i++)
        {
            int place = _rows.At(i);
            if (_rows.Group(place) != _key.Group || TrafficKey.FirstOf(_rows.Range(place)) != TrafficKey.FirstOf(_key.Range)) break;
            if (Covers(place)) return place;
        }
        return -1;
    }

    private bool Covers(int place)
    {
        return _numbers[place * TrafficColumn.Count + TrafficColumn.MergedRows] > 1
            && TrafficKey.Union(_rows.Range(place), _key.Range) == _rows.Range(place)
            && TrafficKey.Union(_rows.Other(place), _key.Other) == _rows.Other(place);
    }

    private int MakeRoom(long now)
    {
        int heaviest = HeaviestClient();
        int position = _rows.Position(_key);
        int before = position > 0 ? CostWithNew(_rows.At(position - 1), heaviest) : Impossible;
        int after = position < _rows.Count ? CostWithNew(_rows.At(position), heaviest) : Impossible;
        int pair = CheapestPair(heaviest, out int cost);
        int costWithNew = before < after ? before : after;
        if (costWithNew == Impossible && cost == Impossible) return -1;
        _merges++;
        if (costWithNew <= cost) return Take(before <= after ? position - 1 : position);
        MergeWithNext(pair);
        return NewRow(now);
    }

    // The new poll counts for its client too.
    private int HeaviestClient()
    {
        int heaviest = TrafficKey.ClientOf(_key.Group);
        int most = _rowsOfClient[heaviest] + 1;
        for (int i = 0; i < _clients.Count; i++)
        {
            if (_rowsOfClient[i] <= most) continue;
            most = _rowsOfClient[i];
            heaviest = i;
        }
        return heaviest;
    }

    private int CheapestPair(int heaviest, out int least)
    {
        int position = -1;
        least = Impossible;
        for (int i = 0; i + 1 < _rows.Count; i++)
        {
            int place = _rows.At(i);
            int next = _rows.At(i + 1);
            int cost = Cost(place, _rows.Group(next), _rows.Range(next), _rows.Other(next), heaviest);
            if (cost >= least) continue;
            least = cost;
            position = i;
        }
        return position;
    }

    private int CostWithNew(int place, int heaviest)
    {
        return Cost(place, _key.Group, _key.Range, _key.Other, heaviest);
    }

    private int Cost(int place, long group, long range, long other, int heaviest)
    {
        if (_rows.Group(place) != group) return Impossible;
        int hole = TrafficKey.Hole(_rows.Range(place), range) + TrafficKey.Hole(_rows.Other(place), other);
        return TrafficKey.ClientOf(group) == heaviest ? hole : hole + AnotherClient;
    }

    // The row at that position takes the new poll in.
    private int Take(int position)
    {
        int place = _rows.At(position);
        _wider.Set(
            _key.Group,
            TrafficKey.Union(_rows.Range(place), _key.Range),
            TrafficKey.Union(_rows.Other(place), _key.Other));
        _numbers[place * TrafficColumn.Count + TrafficColumn.MergedRows]++;
        return Widen(place, position);
    }

    private void MergeWithNext(int position)
    {
        int place = _rows.At(position);
        int next = _rows.At(position + 1);
        _wider.Set(
            _rows.Group(place),
            TrafficKey.Union(_rows.Range(place), _rows.Range(next)),
            TrafficKey.Union(_rows.Other(place), _rows.Other(next)));
        Absorb(place, next);
        RemoveRow(next, position + 1);
        Widen(place, position);
    }

    // Gives a row the wider key: the row that already has it takes this one in.
    private int Widen(int place, int position)
    {
        RemoveRow(place, position);
        int same = _rows.Find(_wider);
        if (same >= 0)
        {
            Absorb(same, place);
            return same;
        }
        _rowsOfClient[TrafficKey.ClientOf(_wider.Group)]++;
        // The place that became free last is the row's own, with its numbers.
        return _rows.Add(_wider);
    }

    private void RemoveRow(int place, int position)
    {
        _rowsOfClient[TrafficKey.ClientOf(_rows.Group(place))]--;
        _rows.Remove(place, position);
    }

    private void Absorb(int place, int other)
    {
        int into = place * TrafficColumn.Count;
        int from = other * TrafficColumn.Count;
        bool isLater = IsLater(place, other, into, from);
        if (isLater && _numbers[from + TrafficColumn.Values] > 0)
        {
            _numbers[into + TrafficColumn.LastValue] = _numbers[from + TrafficColumn.LastValue];
        }
        AbsorbTimes(place, other, into, from, isLater);
        TrafficColumn.Merge(_numbers, into, from);
        AbsorbValues(place, other);
        // Nobody has read of the addresses and counts that it has now, whatever was read of the two.
        _isNews[place] = true;
    }

    // What was seen in this run is later than what was seen before it.
    private bool IsLater(int place, int other, int into, int from)
    {
        int kept = _kept[place] & LastIsKept;
        int otherKept = _kept[other] & LastIsKept;
        if (kept != otherKept) return kept != 0;
        return _numbers[from + TrafficColumn.Last] > _numbers[into + TrafficColumn.Last];
    }

    private void AbsorbTimes(int place, int other, int into, int from, bool isLater)
    {
        int kept = _kept[place] & FirstIsKept;
        int otherKept = _kept[other] & FirstIsKept;
        bool isSooner = kept == otherKept ? _numbers[from + TrafficColumn.First] < _numbers[into + TrafficColumn.First] : otherKept != 0;
        if (isSooner) _numbers[into + TrafficColumn.First] = _numbers[from + TrafficColumn.First];
        if (isLater) _numbers[into + TrafficColumn.Last] = _numbers[from + TrafficColumn.Last];
        _kept[place] = (byte)(kept | otherKept | (_kept[place] & _kept[other] & LastIsKept));
    }

    private void AbsorbValues(int place, int other)
    {
        int count = _distinctCounts[other];
        int told = count > TrafficRow.MaxDistinctValues ? TrafficRow.MaxDistinctValues : count;
        for (int i = 0; i < told; i++) NoteDistinct(place, _distinct[other * TrafficRow.MaxDistinctValues + i]);
        if (count > told) _distinctCounts[place] = TrafficRow.MaxDistinctValues + 1;
    }
}
