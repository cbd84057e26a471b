using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Values read from the PLC lately, kept only for addresses that rules name.</summary>
/// <remarks>One a PLC line, used only by whoever holds all of it. Fixed size, decided by the policy: an address has one slot,
/// which remembers the unit that it was last read from. A value's age counts from the moment the read was sent. Cleared
/// by a write that touches it, by a reconnect and by a commit.</remarks>
public sealed class ObservedValues
{
    private readonly WatchTable _watch;
    private readonly ushort[] _value;
    private readonly byte[] _unit;
    private readonly bool[] _isKnown;
    private readonly long[] _sentAt;

    /// <summary>A table with one slot for each address that a rule of the policy may need.</summary>
    public ObservedValues(CompiledPolicy policy)
    {
        _watch = policy.Watch;
        _value = new ushort[_watch.SlotCount];
        _unit = new byte[_watch.SlotCount];
        _isKnown = new bool[_watch.SlotCount];
        _sentAt = new long[_watch.SlotCount];
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
        _value[slot] = (ushort)value;
        _unit[slot] = unit;
        _sentAt[slot] = sentAt;
        _isKnown[slot] = true;
    }

    /// <summary>The value, if it is known and was read at <paramref name="notBefore"/> or later.</summary>
    public bool TryGet(byte unit, AddressTable table, int address, long notBefore, out int value)
    {
        int slot = _watch.SlotOf(table, address);
        bool isFresh = slot >= 0 && _isKnown[slot] && _unit[slot] == unit && _sentAt[slot] >= notBefore;
        value = isFresh ? _value[slot] : 0;
        return isFresh;
    }

    /// <summary>Whether two known values come from one moment.</summary>
    internal bool WereReadTogether(AddressTable table, int first, int second)
    {
        int one = _watch.SlotOf(table, first);
        int other = _watch.SlotOf(table, second);
        return one >= 0 && other >= 0 && _sentAt[one] == _sentAt[other];
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
            if (slot >= 0) _isKnown[slot] = false;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (int i = 0; i < _isKnown.Length; i++) _isKnown[i] = false;
    }

    // What cannot be judged may have changed anything.
    private static bool MayWrite(Request request)
    {
        return request.IsWrite || !FunctionItem.CanBeJudged(request.Function, request.SubFunction);
    }
}
