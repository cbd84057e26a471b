using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Guard;

/// <summary>What goes back to the client: always under the transaction and unit id that the client used. One a session.</summary>
internal sealed class ClientResponse
{
    private readonly byte[] _buffer;
    private int _transactionId;
    private byte _unit;

    internal ClientResponse(int maxFrame)
    {
        _buffer = new byte[maxFrame];
    }

    internal byte[] Buffer
    {
        get { return _buffer; }
    }

    /// <summary>Bytes to send; 0: none.</summary>
    internal int Length { get; private set; }

    /// <summary>The exception code that is to be sent; 0 for none.</summary>
    internal int ExceptionCode
    {
        get
        {
            bool isException = Length > 0 && (_buffer[ModbusLimits.MbapHeader] & FunctionCode.ExceptionFlag) != 0;
            return isException ? _buffer[ModbusLimits.MbapHeader + 1] : 0;
        }
    }

    /// <summary>Remembers who asked, from the frame at <paramref name="offset"/>. No answer yet.</summary>
    internal void Begin(byte[] frame, int offset)
    {
        _transactionId = Mbap.TransactionId(frame, offset);
        _unit = Mbap.UnitId(frame, offset);
        Length = 0;
    }

    /// <summary>An exception of our own.</summary>
    internal void SetException(byte function, byte exceptionCode)
    {
        _buffer[ModbusLimits.MbapHeader] = (byte)(function | FunctionCode.ExceptionFlag);
        _buffer[ModbusLimits.MbapHeader + 1] = exceptionCode;
        Finish(2);
    }

    /// <summary>The PLC's PDU, copied, so that the line need not wait for the client to take it. False: too long.</summary>
    internal bool SetPdu(byte[] buffer, int offset, int length)
    {
        if (ModbusLimits.MbapHeader + length > _buffer.Length) return false;
        Array.Copy(buffer, offset, _buffer, ModbusLimits.MbapHeader, length);
        Finish(length);
        return true;
    }

    private void Finish(int pduLength)
    {
        Mbap.Write(_buffer, 0, _transactionId, _unit, pduLength);
        Length = ModbusLimits.MbapHeader + pduLength;
    }
}
