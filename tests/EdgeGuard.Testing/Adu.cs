using System;
using System.Linq;

namespace EdgeGuard.Testing;

/// <summary>Makes Modbus/TCP frames for tests, good and bad. Shares nothing with the code under test.</summary>
public static class Adu
{
    public static byte[] Frame(int transactionId, byte unit, params byte[] pdu)
    {
        int length = pdu.Length + 1;
        return
        [
            (byte)(transactionId >> 8), (byte)(transactionId & 0xFF), 0, 0, (byte)(length >> 8), (byte)(length & 0xFF), unit, .. pdu,
        ];
    }

    public static byte[] Read(int transactionId, byte unit, byte function, int address, int quantity)
    {
        return Frame(transactionId, unit, [function, .. Word(address), .. Word(quantity)]);
    }

    public static byte[] WriteRegister(int transactionId, byte unit, int address, int value)
    {
        return Frame(transactionId, unit, [6, .. Word(address), .. Word(value)]);
    }

    public static byte[] WriteCoil(int transactionId, byte unit, int address, bool value)
    {
        return Frame(transactionId, unit, [5, .. Word(address), value ? (byte)0xFF : (byte)0, 0]);
    }

    public static byte[] WriteRegisters(int transactionId, byte unit, int address, params int[] values)
    {
        byte[] data = values.SelectMany(Word).ToArray();
        return Frame(transactionId, unit, [16, .. Word(address), .. Word(values.Length), (byte)data.Length, .. data]);
    }

    /// <summary>The exception response to a request frame.</summary>
    public static byte[] Exception(byte[] request, byte code)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Frame(request[0] << 8 | request[1], request[6], (byte)(request[7] | 0x80), code);
    }

    private static byte[] Word(int value)
    {
        return [(byte)(value >> 8), (byte)(value & 0xFF)];
    }
}
