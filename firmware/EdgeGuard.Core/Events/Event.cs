using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>One thing that happened, before it becomes a 64-byte record. Reused by whoever raises it.</summary>
public sealed class Event
{
    public EventCode Code { get; set; }

    /// <summary>Who it is about; null for nobody.</summary>
    public Peer? Peer { get; set; }

    public byte Unit { get; set; }

    public byte Function { get; set; }

    /// <summary>Sub-function or MEI type; -1 for none.</summary>
    public int SubFunction { get; set; } = -1;

    public Refusal Reason { get; set; }

    /// <summary>Line number in the policy text; 0 for none.</summary>
    public int Rule { get; set; }

    /// <summary>Generation of the configuration that judged.</summary>
    public int Generation { get; set; }

    public int Address { get; set; }

    public int Quantity { get; set; }

    /// <summary>The address that the reason is about; -1 for none.</summary>
    public int OffendingAddress { get; set; } = -1;

    /// <summary>The number that the reason is about.</summary>
    public int OffendingValue { get; set; }

    /// <summary>First detail; its meaning stands beside the code.</summary>
    public int A { get; set; }

    /// <summary>Second detail.</summary>
    public int B { get; set; }

    /// <summary>Back to nothing.</summary>
    public void Clear()
    {
        Code = EventCode.None;
        Peer = null;
        Unit = 0;
        Function = 0;
        SubFunction = -1;
        Reason = Refusal.None;
        Rule = 0;
        Generation = 0;
        Address = 0;
        Quantity = 0;
        OffendingAddress = -1;
        OffendingValue = 0;
        A = 0;
        B = 0;
    }
}
