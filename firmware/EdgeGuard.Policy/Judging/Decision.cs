using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>The answer of <see cref="Judge"/>. One a session, reused. A new or cleared one refuses.</summary>
public sealed class Decision
{
    // Fields, for each decision clears them all: in the interpreter a setter is a call.
    private Verdict _verdict;
    private Refusal _reason;
    private int _rule;
    private int _offendingAddress = -1;
    private int _offendingValue;
    private byte _needUnit;
    private AddressTable _needTable;
    private int _needAddress;
    private int _needQuantity;

    public Verdict Verdict
    {
        get { return _verdict; }
        internal set { _verdict = value; }
    }

    /// <summary>Why, when the verdict is Refuse.</summary>
    public Refusal Reason
    {
        get { return _reason; }
        internal set { _reason = value; }
    }

    /// <summary>Line number (from 1) in the policy text of the line that allowed, forbade, or came nearest; 0 for none.</summary>
    public int Rule
    {
        get { return _rule; }
        internal set { _rule = value; }
    }

    /// <summary>The address (coil, register, file …) that the refusal is about; -1 for none.</summary>
    public int OffendingAddress
    {
        get { return _offendingAddress; }
        internal set { _offendingAddress = value; }
    }

    /// <summary>The number that broke the line: a value as read by the line's type (for f32 its 32 bits), a quantity, a mask …</summary>
    public int OffendingValue
    {
        get { return _offendingValue; }
        internal set { _offendingValue = value; }
    }

    /// <summary>With Value or Step: how <see cref="OffendingValue"/> is to be read; meaningless otherwise.</summary>
    public ValueType OffendingType { get; private set; }

    /// <summary>With NeedValue: the unit to read from.</summary>
    public byte NeedUnit
    {
        get { return _needUnit; }
        internal set { _needUnit = value; }
    }

    /// <summary>With NeedValue: what to read; never Files or FifoQueues.</summary>
    public AddressTable NeedTable
    {
        get { return _needTable; }
        internal set { _needTable = value; }
    }

    /// <summary>With NeedValue: the first address to read.</summary>
    public int NeedAddress
    {
        get { return _needAddress; }
        internal set { _needAddress = value; }
    }

    /// <summary>With NeedValue: how many to read, 1…125.</summary>
    public int NeedQuantity
    {
        get { return _needQuantity; }
        internal set { _needQuantity = value; }
    }

    /// <summary>Takes down which value is not allowed.</summary>
    internal void Offend(int address, ValueType type, int value)
    {
        OffendingAddress = address;
        OffendingType = type;
        OffendingValue = value;
    }

    /// <summary>Refuses because the value that is needed could not be read, or not be relied upon. Rule and place stay.</summary>
    public void RefuseFor(Refusal reason)
    {
        Verdict = Verdict.Refuse;
        Reason = reason;
    }

    /// <summary>Back to a refusal without reason.</summary>
    public void Clear()
    {
        _verdict = Verdict.Refuse;
        _reason = Refusal.None;
        _rule = 0;
        _offendingAddress = -1;
        _offendingValue = 0;
        _needUnit = 0;
        _needTable = AddressTable.None;
        _needAddress = 0;
        _needQuantity = 0;
    }

    /// <summary>Allows by a line. Nothing else of a cleared decision changes.</summary>
    internal void Allow(int rule)
    {
        _verdict = Verdict.Allow;
        _rule = rule;
    }

    /// <summary>Refuses. What a decision would wait for does not change.</summary>
    internal void Refuse(Refusal reason, int rule, int address, int value)
    {
        _verdict = Verdict.Refuse;
        _reason = reason;
        _rule = rule;
        _offendingAddress = address;
        _offendingValue = value;
    }
}
