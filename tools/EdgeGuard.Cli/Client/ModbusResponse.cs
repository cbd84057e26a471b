using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>What came of one request. Immutable.</summary>
public sealed class ModbusResponse
{
    private readonly byte[] _pdu;

    private ModbusResponse(byte[] pdu, string problem)
    {
        _pdu = pdu;
        Problem = problem;
    }

    /// <summary>Whether there is an answer, be it an exception.</summary>
    public bool IsResponse
    {
        get { return Problem.Length == 0; }
    }

    /// <summary>Why there is no answer, in words; empty when there is one.</summary>
    public string Problem { get; }

    /// <summary>The exception code of the answer; 0 when it is none.</summary>
    public int ExceptionCode
    {
        get { return _pdu.Length == 2 && (_pdu[0] & FunctionCode.ExceptionFlag) != 0 ? _pdu[1] : 0; }
    }

    /// <summary>The PDU, function code first.</summary>
    public ReadOnlySpan<byte> Pdu
    {
        get { return _pdu; }
    }

    internal static ModbusResponse Of(ReadOnlySpan<byte> pdu)
    {
        return new ModbusResponse(pdu.ToArray(), "");
    }

    internal static ModbusResponse None(string problem)
    {
        return new ModbusResponse([], problem);
    }

    /// <summary>The registers of an answer to 3, 4 or 23.</summary>
    public int[] Registers()
    {
        var values = new int[(_pdu.Length - 2) / 2];
        for (int i = 0; i < values.Length; i++) values[i] = _pdu[2 + 2 * i] << 8 | _pdu[3 + 2 * i];
        return values;
    }

    /// <summary>The coils or discrete inputs of an answer to 1 or 2.</summary>
    public bool[] Bits(int quantity)
    {
        var values = new bool[quantity];
        for (int i = 0; i < quantity; i++) values[i] = (_pdu[2 + i / 8] >> (i % 8) & 1) != 0;
        return values;
    }
}
