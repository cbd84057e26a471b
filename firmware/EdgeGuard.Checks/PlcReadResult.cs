namespace EdgeGuard.Checks;

/// <summary>What came of asking a unit. Immutable.</summary>
public sealed class PlcReadResult
{
    /// <param name="pdu">The answer.</param>
    /// <param name="milliseconds">From sending to the answer.</param>
    public PlcReadResult(byte[] pdu, int milliseconds)
    {
        Pdu = pdu;
        Milliseconds = milliseconds;
    }

    /// <summary>There is no answer.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="remedy">What to do.</param>
    public PlcReadResult(string problem, string remedy)
    {
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>Why there is no answer; empty when there is one.</summary>
    public string Problem { get; } = "";

    /// <summary>What to do about it; empty where nothing can be done.</summary>
    public string Remedy { get; } = "";

    /// <summary>The answer's PDU, an exception perhaps; empty without one.</summary>
    public byte[] Pdu { get; } = new byte[0];

    /// <summary>From sending to the answer.</summary>
    public int Milliseconds { get; }
}
