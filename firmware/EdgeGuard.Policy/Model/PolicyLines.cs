using System;

namespace EdgeGuard.Policy;

/// <summary>Collects lines while a text is read.</summary>
internal sealed class PolicyLines
{
    private PolicyLine[] _items = new PolicyLine[8];
    private int _count;

    internal void Add(PolicyLine line)
    {
        if (_count == _items.Length)
        {
            var larger = new PolicyLine[_count * 2];
            Array.Copy(_items, larger, _count);
            _items = larger;
        }
        _items[_count++] = line;
    }

    internal void Add(PolicyLine[] lines)
    {
        for (int i = 0; i < lines.Length; i++) Add(lines[i]);
    }

    /// <summary>The lines collected; begins again with none.</summary>
    internal PolicyLine[] Take()
    {
        var lines = new PolicyLine[_count];
        Array.Copy(_items, lines, _count);
        _count = 0;
        return lines;
    }
}
