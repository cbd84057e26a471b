using System;
using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>Ranges of addresses in their order, apart from each other, each with how many of it somebody asked for.</summary>
internal sealed class AddressRanges
{
    private int[] _first = new int[4];
    private int[] _last = new int[4];

    internal int Count { get; private set; }

    /// <summary>Addresses in all of them.</summary>
    internal long Addresses { get; private set; }

    /// <summary>Those that were asked for.</summary>
    internal long Seen { get; private set; }

    /// <summary>Adds a range behind all others; one that follows the last without a hole becomes part of it.</summary>
    internal void Add(int first, int last, int seen)
    {
        Addresses += last - first + 1;
        Seen += seen;
        if (Count > 0 && _last[Count - 1] + 1 == first)
        {
            _last[Count - 1] = last;
            return;
        }
        if (Count == _first.Length) Grow();
        _first[Count] = first;
        _last[Count] = last;
        Count++;
    }

    /// <summary><c>0-9,20</c>.</summary>
    internal string Text()
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < Count; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(_first[i]);
            if (_last[i] > _first[i]) text.Append("-" + _last[i].ToString());
        }
        return text.ToString();
    }

    private void Grow()
    {
        var first = new int[Count * 2];
        var last = new int[Count * 2];
        Array.Copy(_first, first, Count);
        Array.Copy(_last, last, Count);
        _first = first;
        _last = last;
    }
}
