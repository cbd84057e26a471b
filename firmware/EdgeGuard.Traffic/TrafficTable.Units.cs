using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <content>The units behind the module: which there are is in the rows already; whether they answer, and what they say of themselves, is
/// noted beside.</content>
public sealed partial class TrafficTable
{
    private const byte Answering = 1;
    private const byte Mute = 2;

    private readonly UnitIdentities _identities;

    // By unit: how the last request of this run went that reached it; 0: none did.
    private readonly byte[] _unitStates = new byte[UnitIdentities.MostUnits];
    private int _unitChanges;
    private bool _haveIdentitiesChanged;

    /// <summary>How many units a table of so many rows keeps what they say of themselves: one a client that it tells apart.</summary>
    public static int IdentitiesOf(int rows)
    {
        int clients = ClientsOf(rows);
        return clients < UnitIdentities.MostUnits ? clients : UnitIdentities.MostUnits;
    }

    /// <summary>Counts what changed about them; that one was seen again is no change.</summary>
    public int UnitChanges
    {
        get
        {
            lock (_lock) return _unitChanges;
        }
    }

    // The objects that said something else before, a bit each.
    internal int NoteIdentity(Request request, byte[] buffer, int offset, int length, long now)
    {
        lock (_lock)
        {
            if (!_identities.Take(request, buffer, offset, length, now, out int changed)) return 0;
            _unitChanges++;
            _hasChanged = true;
            _haveIdentitiesChanged = true;
            return changed;
        }
    }

    /// <summary>The units for which a request was let through, by their ids.</summary>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public UnitStatus[] Units(long utcOfZero)
    {
        var first = new long[UnitIdentities.MostUnits];
        var last = new long[UnitIdentities.MostUnits];
        var isSeen = new bool[UnitIdentities.MostUnits];
        lock (_lock)
        {
            int count = Seen(isSeen, first, last, utcOfZero);
            var units = new UnitStatus[count];
            count = 0;
            for (int unit = 0; unit < isSeen.Length; unit++)
            {
                if (isSeen[unit]) units[count++] = Unit(unit, first[unit], last[unit], utcOfZero);
            }
            return units;
        }
    }

    /// <summary>What units say of themselves, as it is kept; null where it is as it was when this was last asked.</summary>
    /// <param name="utcOfZero">UTC milliseconds at which the time that requests are noted with was 0; negative: not known.</param>
    public byte[]? TakeIdentities(long utcOfZero)
    {
        lock (_lock)
        {
            if (!_haveIdentitiesChanged) return null;
            _haveIdentitiesChanged = false;
            return KeptIdentities.Write(_identities, utcOfZero);
        }
    }

    /// <summary>Takes over what units had said in an earlier run. False: it is none of that, and nothing is taken.</summary>
    public bool RestoreIdentities(byte[] kept)
    {
        lock (_lock) return KeptIdentities.Restore(kept, _identities);
    }

    // A gateway that says that it does not reach the unit is no answer of the unit. What else became of a request says nothing of it.
    private void NoteUnit(int unit, RequestFate fate, int exceptionCode)
    {
        bool isAnswered = fate == RequestFate.Answered;
        if (!isAnswered && fate != RequestFate.Unanswered) return;
        bool isUnreached = exceptionCode == ExceptionCode.GatewayPathUnavailable
            || exceptionCode == ExceptionCode.GatewayTargetFailedToRespond;
        byte state = isAnswered && !isUnreached ? Answering : Mute;
        if (_unitStates[unit] == state) return;
        _unitStates[unit] = state;
        _unitChanges++;
    }

    private void ForgetUnits()
    {
        _haveIdentitiesChanged = _identities.Count > 0;
        _identities.Clear();
        for (int i = 0; i < _unitStates.Length; i++) _unitStates[i] = 0;
        _unitChanges++;
    }

    private int Seen(bool[] isSeen, long[] first, long[] last, long utcOfZero)
    {
        int count = 0;
        for (int i = 0; i < _rows.Count; i++)
        {
            int place = _rows.At(i);
            if (!WasLetThrough(place)) continue;
            int unit = TrafficKey.UnitOf(_rows.Group(place));
            if (!isSeen[unit]) count++;
            isSeen[unit] = true;
            long from = Utc(_numbers[place * TrafficColumn.Count + TrafficColumn.First], (_kept[place] & FirstIsKept) != 0, utcOfZero);
            long to = Utc(_numbers[place * TrafficColumn.Count + TrafficColumn.Last], (_kept[place] & LastIsKept) != 0, utcOfZero);
            if (first[unit] == 0 || (from > 0 && from < first[unit])) first[unit] = from;
            if (to > last[unit]) last[unit] = to;
        }
        for (int unit = 0; unit < isSeen.Length; unit++)
        {
            // Its rows may be no more, or requests may have found none.
            if (isSeen[unit] || (!_identities.Has(unit) && _unitStates[unit] == 0)) continue;
            isSeen[unit] = true;
            count++;
        }
        return count;
    }

    private bool WasLetThrough(int place)
    {
        int at = place * TrafficColumn.Count;
        return _numbers[at + TrafficColumn.Requests] > _numbers[at + TrafficColumn.Refused] + _numbers[at + TrafficColumn.Limited]
            + _numbers[at + TrafficColumn.Broadcasts];
    }

    private UnitStatus Unit(int unit, long first, long last, long utcOfZero)
    {
        bool hasSaid = _identities.Has(unit);
        var texts = new string[DeviceObject.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = hasSaid ? Text(unit, i) : "";
        return new UnitStatus(unit, State(_unitStates[unit]), texts)
        {
            FirstSeen = first,
            LastSeen = last,
            ToldAt = hasSaid ? _identities.ToldAt(unit, utcOfZero) : 0,
            ServerId = hasSaid ? ServerId(unit) : "",
        };
    }

    private static string State(byte state)
    {
        if (state == 0) return UnitStatus.Unknown;
        return state == Answering ? UnitStatus.Answers : UnitStatus.Silent;
    }

    private string Text(int unit, int field)
    {
        StringBuilder text = TextBuilder.New();
        int length = _identities.Length(unit, field);
        for (int i = 0; i < length; i++) text.Append((char)_identities.At(unit, field, i));
        return text.ToString();
    }

    private string ServerId(int unit)
    {
        int length = _identities.Length(unit, UnitIdentities.ServerId);
        bool isCut = length == UnitIdentities.Cut;
        var bytes = new byte[isCut ? UnitIdentities.MaxText : length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = _identities.At(unit, UnitIdentities.ServerId, i);
        return isCut ? EventText.Hex(bytes) + "..." : EventText.Hex(bytes);
    }
}
