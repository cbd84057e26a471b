namespace EdgeGuard.Testing;

/// <summary>One request as it reached the PLC.</summary>
/// <param name="Connection">Number of the connection it came over, from 1.</param>
/// <param name="TransactionId">As in its header.</param>
/// <param name="Unit">As in its header.</param>
/// <param name="Pdu">Function code and data.</param>
/// <param name="At">Clock time.</param>
public sealed record PlcRequest(int Connection, int TransactionId, byte Unit, byte[] Pdu, long At);
