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
            for (int i = 0; i < _count; i++) larger[i] = _items[i];
            _items = larger;
        }
        _items[_count++] = line;
    }

    internal void Add(PolicyLine[] lines)
    {
        for (int i = 0; i < lines.Length; i++) Add(lines[i]);
    }

    /// <summary>The lines collected; begins anew.</summary>
    internal PolicyLine[] Take()
    {
        var lines = new PolicyLine[_count];
        for (int i = 0; i < _count; i++) lines[i] = _items[i];
        _count = 0;
        return lines;
    }
}
