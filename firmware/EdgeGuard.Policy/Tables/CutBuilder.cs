namespace EdgeGuard.Policy;

/// <summary>Cuts an axis wherever a range of a conditional line begins or ends, and lists the lines over each piece.</summary>
internal sealed class CutBuilder
{
    internal readonly IntList Lo = new IntList();
    internal readonly IntList Hi = new IntList();

    private readonly IntList _entry = new IntList();
    private readonly IntList _condition = new IntList();

    // The ranges over the piece in work, in the order of lines.
    private readonly int[] _active = new int[GuardLimits.MaxConditionalLines];
    private int _activeCount;

    /// <summary>Adds the conditional ranges of one class. -1, or the range that is one too many over its first address.</summary>
    internal int Add(IntList lo, IntList hi, IntList condition)
    {
        long[] events = Events(lo, hi, condition, out int count);
        _activeCount = 0;
        int next = 0;
        while (next < count)
        {
            long position = events[next] >> 32;
            for (; next < count && events[next] >> 32 == position; next++)
            {
                int range = (int)(events[next] & 0x3FFFFFFF) >> 1;
                bool begins = (events[next] & 1) != 0;
                if (!begins) Remove(range);
                else if (!Insert(range)) return range;
            }
            if (position > ushort.MaxValue) break;
            Lo.Add((int)position);
            _entry.Add(Hi.Count);
            for (int i = 0; i < _activeCount; i++)
            {
                Hi.Add(hi[_active[i]]);
                _condition.Add(condition[_active[i]]);
            }
        }
        return -1;
    }

    internal void Finish(RuleTables tables, int[] start)
    {
        _entry.Add(Hi.Count);
        tables.Cuts = new SortedAxis(start, Lo.ToUShorts());
        tables.CutEntry = _entry.ToArray();
        tables.EntryHi = Hi.ToUShorts();
        tables.EntryCondition = _condition.ToUShorts();
    }

    // position, range, 1 for its begin; the ends behind a position come first, as an end makes room for a begin.
    private static long[] Events(IntList lo, IntList hi, IntList condition, out int count)
    {
        var events = new long[lo.Count * 2];
        count = 0;
        for (int i = 0; i < lo.Count; i++)
        {
            if (condition[i] < 0) continue;
            events[count++] = (long)lo[i] << 32 | (uint)(i << 1 | 1 | 1 << 30);
            events[count++] = (long)(hi[i] + 1) << 32 | (uint)(i << 1);
        }
        HeapSort.Sort(events, count);
        return events;
    }

    private bool Insert(int range)
    {
        if (_activeCount == _active.Length) return false;
        int at = _activeCount++;
        while (at > 0 && _active[at - 1] > range)
        {
            _active[at] = _active[at - 1];
            at--;
        }
        _active[at] = range;
        return true;
    }

    private void Remove(int range)
    {
        int at = 0;
        while (_active[at] != range) at++;
        _activeCount--;
        for (; at < _activeCount; at++) _active[at] = _active[at + 1];
    }
}
