using System;

namespace EdgeGuard.Policy;

/// <summary>The functions of a line while it is read: sorted, none twice; one without sub-function stands for all that have one.</summary>
internal sealed class FunctionList
{
    private int[] _items = new int[8];
    private int _count;

    internal void Add(int[] items)
    {
        for (int i = 0; i < items.Length; i++) Add(items[i]);
    }

    /// <summary>Adds one, as <see cref="FunctionItem"/> packs it.</summary>
    internal void Add(int item)
    {
        int all = FunctionItem.Pack(FunctionItem.Code(item), FunctionItem.AnySub);
        int at = FirstFrom(all);
        if (at < _count && _items[at] == all) return;
        if (item == all)
        {
            Replace(at, FirstFrom(FunctionItem.Pack(FunctionItem.Code(item) + 1, FunctionItem.AnySub)), item);
            return;
        }
        at = FirstFrom(item);
        if (at == _count || _items[at] != item) Replace(at, at, item);
    }

    internal int[] ToArray()
    {
        var result = new int[_count];
        Array.Copy(_items, result, _count);
        return result;
    }

    private int FirstFrom(int item)
    {
        int first = 0;
        int end = _count;
        while (first < end)
        {
            int middle = (first + end) / 2;
            if (_items[middle] < item) first = middle + 1;
            else end = middle;
        }
        return first;
    }

    private void Replace(int from, int to, int item)
    {
        if (_count == _items.Length) Grow();
        Array.Copy(_items, to, _items, from + 1, _count - to);
        _items[from] = item;
        _count += from + 1 - to;
    }

    private void Grow()
    {
        var larger = new int[_count * 2];
        Array.Copy(_items, larger, _count);
        _items = larger;
    }
}
