using EdgeGuard.Modbus;

namespace EdgeGuard.Core.Policy;

/// <summary>Values read from the PLC lately, kept only for addresses that rules name.</summary>
/// <remarks>One a PLC line, used only by whoever holds all of it. Fixed size, decided by the policy. A value's age counts
/// from the moment the read was sent. Cleared by a write that touches it, by a reconnect and by a commit.</remarks>
public sealed class ObservedValues
{
    /// <summary>A table with one slot for each unit and address that a rule of the policy may need.</summary>
    public ObservedValues(CompiledPolicy policy)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Whether the policy has rules that need values at all; without, nothing is ever stored.</summary>
    public bool IsEmpty
    {
        get { throw new System.NotImplementedException(); }
    }

    /// <summary>Keeps one coil (0/1) or register value read at <paramref name="sentAt"/>, if a rule names it.</summary>
    public void Store(byte unit, AddressTable table, int address, int value, long sentAt)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>The value, if it is known and was read at <paramref name="notBefore"/> or later.</summary>
    public bool TryGet(byte unit, AddressTable table, int address, long notBefore, out int value)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Forgets what a request that is about to be sent may change.</summary>
    public void ForgetTouched(Request request)
    {
        throw new System.NotImplementedException();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        throw new System.NotImplementedException();
    }
}
