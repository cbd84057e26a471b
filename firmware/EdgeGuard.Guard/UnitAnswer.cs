using EdgeGuard.Core.Codes;

namespace EdgeGuard.Guard;

/// <summary>What came of asking a unit. Immutable.</summary>
public sealed class UnitAnswer
{
    internal UnitAnswer(AskFault fault, byte[] pdu, int milliseconds)
    {
        Fault = fault;
        Pdu = pdu;
        Milliseconds = milliseconds;
    }

    public AskFault Fault { get; }

    /// <summary>The answer's PDU, which fits the request or is an exception; empty without one.</summary>
    public byte[] Pdu { get; }

    /// <summary>From the sending to the answer, without what the line was waited for.</summary>
    public int Milliseconds { get; }

    internal static UnitAnswer Without(AskFault fault)
    {
        return new UnitAnswer(fault, new byte[0], 0);
    }
}
