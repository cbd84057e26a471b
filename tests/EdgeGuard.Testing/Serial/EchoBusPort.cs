using System;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Testing.Serial;

/// <summary>A bus whose units answer reads with zeros and writes with their echo, at once, and that allocates nothing.</summary>
public sealed class EchoBusPort : ISerialPort, ISerialLink
{
    private readonly byte[] _answer = new byte[ModbusLimits.MaxRtuAdu];
    private int _length;

    public string Name => "echo";

    public ISerialLink? Open(out SerialFault fault)
    {
        fault = SerialFault.None;
        return this;
    }

    public int Read(byte[] buffer, int offset, int count, long until)
    {
        int length = _length;
        _answer.AsSpan(0, length).CopyTo(buffer.AsSpan(offset, count));
        _length = 0;
        return length;
    }

    public bool Write(byte[] buffer, int offset, int count, long deadline)
    {
        ReadOnlySpan<byte> request = buffer.AsSpan(offset, count);
        request[..6].CopyTo(_answer);
        int length = 6;
        if (request[1] <= 4)
        {
            int bytes = request[1] <= 2 ? (request[5] + 7) / 8 : 2 * request[5];
            length = 3 + bytes;
            _answer[2] = (byte)bytes;
            _answer.AsSpan(3, bytes).Clear();
        }
        Crc16.Append(_answer, 0, length);
        _length = length + Crc16.Length;
        return true;
    }

    public void Abort()
    {
    }

    public void Close()
    {
    }
}
