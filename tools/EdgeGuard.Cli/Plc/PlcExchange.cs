using System;

namespace EdgeGuard.Cli;

/// <summary>One request that reached the simulated PLC, and what it did about it.</summary>
/// <param name="Connection">Number of the connection, from 1; 0 is the serial line.</param>
/// <param name="Unit">The unit id asked for.</param>
/// <param name="Request">The request PDU.</param>
/// <param name="Response">The PDU that a well-behaved PLC would have answered.</param>
/// <param name="Fault">How it misbehaved instead.</param>
public sealed record PlcExchange(int Connection, byte Unit, ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Response, PlcFault Fault)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string fault = Fault == PlcFault.None ? "" : $"  ({Fault})";
        string place = Connection == 0 ? "serial" : $"#{Connection}";
        return $"{place} unit {Unit}  {Convert.ToHexString(Request.Span)} -> {Convert.ToHexString(Response.Span)}{fault}";
    }
}
