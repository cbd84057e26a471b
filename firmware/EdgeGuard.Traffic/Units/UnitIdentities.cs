using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Traffic;

/// <summary>What units say of themselves, of as many as there is room for. Not thread-safe; allocates nothing once made but what it is
/// asked for as texts.</summary>
internal sealed class UnitIdentities
{
    /// <summary>Most bytes that are kept of one text.</summary>
    internal const int MaxText = UnitStatus.MostText;

    /// <summary>The objects of 43/14, and behind them the answer to 17.</summary>
    internal const int Fields = DeviceObject.Count + 1;
    internal const int ServerId = DeviceObject.Count;

    /// <summary>In place of a length: so many bytes as there is room for, and there were more. Of <see cref="ServerId"/> alone.</summary>
    internal const int Cut = MaxText + 1;

    /// <summary>Units at most.</summary>
    internal const int MostUnits = 256;

    private const byte Unprintable = (byte)'?';
    private const byte Dot = (byte)'.';

    // By unit: its place + 1; 0: none.
    private readonly short[] _placeOf = new short[MostUnits];
    private readonly byte[] _texts;
    private readonly byte[] _lengths;

    // The time that requests are noted with; of what is kept from a run before, UTC, below 0.
    private readonly long[] _told;

    internal UnitIdentities(int most)
    {
        _texts = new byte[most * Fields * MaxText];
        _lengths = new byte[most * Fields];
        _told = new long[most];
    }

    /// <summary>Units that have said something.</summary>
    internal int Count { get; private set; }

    internal bool Has(int unit)
    {
        return _placeOf[unit] != 0;
    }

    internal void Clear()
    {
        for (int i = 0; i < MostUnits; i++) _placeOf[i] = 0;
        Count = 0;
    }

    /// <summary>Takes what the answer to a request says. False: nothing that was not known, or that there is room for.</summary>
    /// <remarks>Changed are the objects of 43/14 that said something else before, bit 0 for the first. The answer to 17 tells how a unit
    /// runs, too, and is none of these.</remarks>
    internal bool Take(Request request, byte[] buffer, int offset, int length, long now, out int changed)
    {
        changed = 0;
        if (!IdentityAnswer.IsAsked(request)) return false;
        bool isServerId = request.Function == FunctionCode.ReportServerId;
        bool isSound = isServerId
            ? IdentityAnswer.IsServerId(buffer, offset, length)
            : IdentityAnswer.IsIdentification(buffer, offset, length);
        int place = isSound ? Place(request.Unit) : -1;
        if (place < 0) return false;
        _told[place] = now;
        return isServerId ? TakeServerId(place, buffer, offset, length) : TakeObjects(place, buffer, offset, length, ref changed);
    }

    /// <summary>Bytes of a field; <see cref="Cut"/> where there were more. Of a unit that has said something.</summary>
    internal int Length(int unit, int field)
    {
        return _lengths[(_placeOf[unit] - 1) * Fields + field];
    }

    internal byte At(int unit, int field, int index)
    {
        return _texts[((_placeOf[unit] - 1) * Fields + field) * MaxText + index];
    }

    /// <summary>When a unit last said something: UTC milliseconds; 0: not known.</summary>
    internal long ToldAt(int unit, long utcOfZero)
    {
        long told = _told[_placeOf[unit] - 1];
        if (told < 0) return -1 - told;
        return utcOfZero < 0 ? 0 : utcOfZero + told;
    }

    /// <summary>Puts a field of a run before where there is room. False: there is none.</summary>
    internal bool Restore(int unit, long toldAt, int field, byte[] buffer, int offset, int length)
    {
        int place = Place(unit);
        if (place < 0) return false;
        _told[place] = -1 - toldAt;
        int count = length == Cut ? MaxText : length;
        for (int i = 0; i < count; i++) _texts[(place * Fields + field) * MaxText + i] = buffer[offset + i];
        _lengths[place * Fields + field] = (byte)length;
        return true;
    }

    private int Place(int unit)
    {
        if (_placeOf[unit] != 0) return _placeOf[unit] - 1;
        if (Count == _told.Length) return -1;
        int place = Count++;
        _placeOf[unit] = (short)Count;
        for (int i = 0; i < Fields; i++) _lengths[place * Fields + i] = 0;
        return place;
    }

    private bool TakeServerId(int place, byte[] buffer, int offset, int length)
    {
        int count = length - 2;
        int field = place * Fields + ServerId;
        int kept = count > MaxText ? Cut : count;
        bool isNew = _lengths[field] != kept;
        _lengths[field] = (byte)kept;
        for (int i = 0; i < count && i < MaxText; i++) isNew |= Put(field, i, buffer[offset + 2 + i]);
        return isNew;
    }

    private bool TakeObjects(int place, byte[] buffer, int offset, int length, ref int changed)
    {
        bool isNew = false;
        for (int at = IdentityAnswer.First(); at < length; at = IdentityAnswer.Behind(buffer, offset, at))
        {
            int id = buffer[offset + at];
            if (id >= DeviceObject.Count) continue;
            bool wasSaid = _lengths[place * Fields + id] > 0;
            if (!TakeText(place * Fields + id, buffer, offset + at + 2, buffer[offset + at + 1])) continue;
            isNew = true;
            if (wasSaid) changed |= 1 << id;
        }
        return isNew;
    }

    private bool TakeText(int field, byte[] buffer, int offset, int length)
    {
        // Many fill the rest of a fixed length with these.
        while (length > 0 && (buffer[offset + length - 1] == 0 || buffer[offset + length - 1] == (byte)' ')) length--;
        int kept = length > MaxText ? MaxText : length;
        bool isNew = _lengths[field] != kept;
        _lengths[field] = (byte)kept;
        for (int i = 0; i < kept; i++)
        {
            bool isCut = length > MaxText && i >= MaxText - 3;
            isNew |= Put(field, i, isCut ? Dot : Printable(buffer[offset + i]));
        }
        return isNew;
    }

    private static byte Printable(byte b)
    {
        return b < 0x20 || b > 0x7E ? Unprintable : b;
    }

    private bool Put(int field, int index, byte b)
    {
        int at = field * MaxText + index;
        bool isNew = _texts[at] != b;
        _texts[at] = b;
        return isNew;
    }
}
