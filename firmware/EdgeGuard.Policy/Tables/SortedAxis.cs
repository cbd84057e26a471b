namespace EdgeGuard.Policy;

/// <summary>For each class some places on an axis, ascending, and a directory that leads next to the right one. Immutable.</summary>
/// <remarks>A binary search alone takes a step more for each doubling. The directory cuts the span of a class into up to twice as
/// many equal parts as it has places, so that a search begins, and mostly ends, with one or two candidates.</remarks>
internal sealed class SortedAxis
{
    // By class: its first place, and one more at the end.
    private readonly int[] _start;
    private readonly ushort[] _lo;

    // By class: how wide a part is, as a power of two, and its first part in the directory.
    private readonly byte[] _shift;
    private readonly int[] _part;

    // By part: how many places of the class begin before it; in the first part, 1. One more at the end of each class.
    private readonly ushort[] _before;

    /// <param name="start">By class: its first place, and one more at the end.</param>
    /// <param name="lo">The places.</param>
    internal SortedAxis(int[] start, ushort[] lo)
    {
        _start = start;
        _lo = lo;
        int classes = start.Length - 1;
        _shift = new byte[classes];
        _part = new int[classes + 1];
        for (int i = 0; i < classes; i++)
        {
            _shift[i] = Shift(i);
            _part[i + 1] = _part[i] + Parts(i) + 1;
        }
        _before = new ushort[_part[classes]];
        for (int i = 0; i < classes; i++) Fill(i);
    }

    /// <summary>Bytes in the device's memory.</summary>
    internal int Bytes
    {
        get
        {
            int classes = Footprint.Array(_start.Length, 4) + Footprint.Array(_shift.Length, 1) + Footprint.Array(_part.Length, 4);
            return Footprint.Instance(5) + classes + Footprint.Array(_lo.Length, 2) + Footprint.Array(_before.Length, 2);
        }
    }

    internal int Lo(int index)
    {
        return _lo[index];
    }

    /// <summary>Index of the last place of a class at or before an address; -1 for none.</summary>
    internal int Find(int inClass, int address)
    {
        int start = _start[inClass];
        if (start == _start[inClass + 1]) return -1;
        int distance = address - _lo[start];
        if (distance < 0) return -1;
        int at = _part[inClass] + (distance >> _shift[inClass]);
        int last = _part[inClass + 1] - 2;
        if (at > last) at = last;
        int before = _before[at];
        int count = _before[at + 1] - before + 1;
        start += before - 1;
        // No branch depends on the addresses: what a processor mispredicts costs more than a step too many.
        while (count > 1)
        {
            int half = count >> 1;
            start = _lo[start + half] <= address ? start + half : start;
            count -= half;
        }
        return start;
    }

    private int Length(int inClass)
    {
        return _start[inClass + 1] - _start[inClass];
    }

    private int Span(int inClass)
    {
        return Length(inClass) == 0 ? 0 : _lo[_start[inClass + 1] - 1] - _lo[_start[inClass]];
    }

    private byte Shift(int inClass)
    {
        int shift = 0;
        while (Span(inClass) >> shift >= 2 * Length(inClass) && shift < 16) shift++;
        return (byte)shift;
    }

    private int Parts(int inClass)
    {
        return Length(inClass) == 0 ? 0 : (Span(inClass) >> _shift[inClass]) + 1;
    }

    private void Fill(int inClass)
    {
        int start = _start[inClass];
        int length = Length(inClass);
        int parts = Parts(inClass);
        int place = 1;
        for (int part = 0; part < parts; part++)
        {
            int begin = _lo[start] + (part << _shift[inClass]);
            while (place < length && _lo[start + place] < begin) place++;
            _before[_part[inClass] + part] = (ushort)place;
        }
        _before[_part[inClass] + parts] = (ushort)length;
    }
}
