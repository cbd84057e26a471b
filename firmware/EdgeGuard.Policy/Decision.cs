using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>The answer of <see cref="Judge"/>. One a session, reused. A new or cleared one refuses.</summary>
public sealed class Decision
{
    public Verdict Verdict { get; internal set; }

    /// <summary>Why, when the verdict is Refuse.</summary>
    public Refusal Reason { get; internal set; }

    /// <summary>Line number (from 1) in the policy text of the line that allowed, forbade, or came nearest; 0 for none.</summary>
    public int Rule { get; internal set; }

    /// <summary>The address (coil, register, file …) that the refusal is about; -1 for none.</summary>
    public int OffendingAddress { get; internal set; } = -1;

    /// <summary>The number that broke the line: a value as read by the line's type (for f32 its 32 bits), a quantity, a mask …</summary>
    public int OffendingValue { get; internal set; }

    /// <summary>With NeedValue: the unit to read from.</summary>
    public byte NeedUnit { get; internal set; }

    /// <summary>With NeedValue: what to read; never Files or FifoQueues.</summary>
    public AddressTable NeedTable { get; internal set; }

    /// <summary>With NeedValue: the first address to read.</summary>
    public int NeedAddress { get; internal set; }

    /// <summary>With NeedValue: how many to read, 1…125.</summary>
    public int NeedQuantity { get; internal set; }

    /// <summary>Refuses because the value waited for could not be read. Rule and place stay.</summary>
    public void RefuseUnknown()
    {
        Verdict = Verdict.Refuse;
        Reason = Refusal.StateUnknown;
    }

    /// <summary>Back to a refusal without reason.</summary>
    public void Clear()
    {
        Verdict = Verdict.Refuse;
        Reason = Refusal.None;
        Rule = 0;
        OffendingAddress = -1;
        OffendingValue = 0;
        NeedUnit = 0;
        NeedTable = AddressTable.None;
        NeedAddress = 0;
        NeedQuantity = 0;
    }
}
