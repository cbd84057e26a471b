namespace EdgeGuard.Shell;

/// <summary>What came of asking the PLC. Immutable.</summary>
public sealed class PlcReply
{
    public PlcReply(string problem, byte[] pdu, int milliseconds)
    {
        Problem = problem;
        Pdu = pdu;
        Milliseconds = milliseconds;
    }

    /// <summary>Why there is no answer; empty when there is one.</summary>
    public string Problem { get; }

    /// <summary>The answer's PDU, an exception perhaps; empty without one.</summary>
    public byte[] Pdu { get; }

    /// <summary>From sending to the answer.</summary>
    public int Milliseconds { get; }
}
