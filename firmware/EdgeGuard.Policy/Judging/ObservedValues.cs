using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Values read from the PLC lately, kept only for addresses that rules name.</summary>
/// <remarks>One a PLC line, used only by whoever holds all of it. Fixed size, decided by the policy: an address has as many places as one
/// line names units of it, mostly one, and each remembers the unit that it was last read from. A value's age counts from the moment the
/// read was sent. Cleared by a write that touches it, by a reconnect and by a commit.</remarks>
public sealed class ObservedValues
{
    private const int Unknown = -1;

    private readonly WatchTable _watch;
    private readonly int _places;
    private readonly ushort[] _value;
    private readonly byte[] _unit;
    private readonly bool[] _isKnown;
    private readonly long[] _sentAt;

    /// <summary>A table with places for each address that a rule of the policy may need.</summary>
    public ObservedValues(CompiledPolicy policy)
    {
        _watch = policy.Watch;
        _places = _watch.UnitsOfAddress;
        int all = _watch.SlotCount * _places;
        _value = new ushort[all];
        _unit = new byte[all];
        _isKnown = new bool[all];
        _sentAt = new long[all];
    }

    /// <summary>Whether the policy has no rules that need values; then nothing is ever stored.</summary>
    public bool IsEmpty
    {
        get { return _value.Length == 0; }
    }

    /// <summary>Keeps one coil (0/1) or register value read at <paramref name="sentAt"/>, if a rule names it.</summary>
    public void Store(byte unit, AddressTable table, int address, int value, long sentAt)
    {
        int slot = _watch.SlotOf(table, address);
        if (slot < 0) return;
        int place = Find(unit, slot);
        if (place == Unknown) place = Oldest(slot);
        _value[place] = (ushort)value;
        _unit[place] = unit;
        _sentAt[place] = sentAt;
        _isKnown[place] = true;
    }

    /// <summary>The value, if it is known and was read at <paramref name="notBefore"/> or later.</summary>
    public bool TryGet(byte unit, AddressTable table, int address, long notBefore, out int value)
    {
        int place = Find(unit, _watch.SlotOf(table, address));
        bool isFresh = place != Unknown && _sentAt[place] >= notBefore;
        value = isFresh ? _value[place] : 0;
        return isFresh;
    }

    /// <summary>Whether two known values of a unit come from one moment.</summary>
    internal bool WereReadTogether(byte unit, AddressTable table, int first, int second)
    {
        int one = Find(unit, _watch.SlotOf(table, first));
        int other = Find(unit, _watch.SlotOf(table, second));
        return one != Unknown && other != Unknown && _sentAt[one] == _sentAt[other];
    }

    /// <summary>Forgets what a request that is about to be sent may change.</summary>
    /// <remarks>Whatever the unit: several may be one and the same device, and a broadcast is for all.</remarks>
    public void ForgetTouched(Request request)
    {
        if (IsEmpty || !MayWrite(request)) return;
        bool isByAddress = request.WriteTable == AddressTable.Coils || request.WriteTable == AddressTable.HoldingRegisters;
        if (!isByAddress)
        {
            Clear();
            return;
        }
        for (int i = 0; i < request.WriteQuantity; i++)
        {
            int slot = _watch.SlotOf(request.WriteTable, request.WriteAddress + i);
            for (int place = slot * _places; slot >= 0 && place < (slot + 1) * _places; place++) _isKnown[place] = false;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (int i = 0; i < _isKnown.Length; i++) _isKnown[i] = false;
    }

    private int Find(byte unit, int slot)
    {
        if (slot < 0) return Unknown;
        for (int place = slot * _places; place < (slot + 1) * _places; place++)
        {
            if (_isKnown[place] && _unit[place] == unit) return place;
        }
        return Unknown;
    }

    private int Oldest(int slot)
    {
        int oldest = slot * _places;
        for (int place = oldest; place < (slot + 1) * _places; place++)
        {
            if (!_isKnown[place]) return place;
            if (_sentAt[place] < _sentAt[oldest]) oldest = place;
        }
        return oldest;
    }

    // What cannot be judged may have changed anything.
    private static bool MayWrite(Request request)
    {
        return request.IsWrite || !FunctionItem.CanBeJudged(request.Function, request.SubFunction);
    }
}
