using EdgeGuard.Core;

namespace EdgeGuard.Guard;

/// <summary>What came of asking a unit. Immutable.</summary>
public sealed class OperatorReadResult
{
    internal OperatorReadResult(OperatorReadFault fault, byte[] pdu, int milliseconds)
    {
        Fault = fault;
        Pdu = pdu;
        Milliseconds = milliseconds;
    }

    public OperatorReadFault Fault { get; }

    /// <summary>The answer's PDU, which fits the request or is an exception; empty without one.</summary>
    public byte[] Pdu { get; }

    /// <summary>From the sending to the answer, without what the line was waited for.</summary>
    public int Milliseconds { get; }

    internal static OperatorReadResult Without(OperatorReadFault fault)
    {
        return new OperatorReadResult(fault, new byte[0], 0);
    }
}
