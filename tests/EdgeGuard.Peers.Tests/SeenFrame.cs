using System;

namespace EdgeGuard.Peers.Tests;

/// <summary>A Modbus frame that went over a wire.</summary>
/// <param name="IsOnPlantSide">Between client and module, in TLS; otherwise between module and PLC.</param>
/// <param name="IsRequest">Toward the PLC.</param>
/// <param name="Adu">The whole of it.</param>
internal sealed record SeenFrame(bool IsOnPlantSide, bool IsRequest, byte[] Adu)
{
    public string Pdu => Convert.ToHexString(Adu.AsSpan(7));
}
