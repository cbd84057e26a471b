using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Builds request PDUs (Application Protocol V1.1b3, section 6). The caller keeps to the specification's quantities.</summary>
public static class ModbusPdu
{
    /// <summary>1, 2, 3 or 4, by the table.</summary>
    public static byte[] Read(AddressTable table, int address, int quantity)
    {
        byte function = FunctionTable.ReadFunction(table);
        ArgumentOutOfRangeException.ThrowIfZero(function, nameof(table));
        return [function, High(address), Low(address), High(quantity), Low(quantity)];
    }

    /// <summary>5 for one coil, 15 for more.</summary>
    public static byte[] WriteCoils(int address, bool[] values)
    {
        if (values.Length == 1) return [FunctionCode.WriteSingleCoil, High(address), Low(address), (byte)(values[0] ? 0xFF : 0), 0];
        int bytes = (values.Length + 7) / 8;
        byte[] pdu = new byte[6 + bytes];
        WriteHead(pdu, FunctionCode.WriteMultipleCoils, address, values.Length, bytes);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i]) pdu[6 + i / 8] |= (byte)(1 << (i % 8));
        }

        return pdu;
    }

    /// <summary>6 for one register, 16 for more.</summary>
    public static byte[] WriteRegisters(int address, int[] values)
    {
        if (values.Length == 1) return [FunctionCode.WriteSingleRegister, High(address), Low(address), High(values[0]), Low(values[0])];
        byte[] pdu = new byte[6 + 2 * values.Length];
        WriteHead(pdu, FunctionCode.WriteMultipleRegisters, address, values.Length, 2 * values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            pdu[6 + 2 * i] = High(values[i]);
            pdu[7 + 2 * i] = Low(values[i]);
        }

        return pdu;
    }

    private static void WriteHead(byte[] pdu, byte function, int address, int quantity, int bytes)
    {
        pdu[0] = function;
        pdu[1] = High(address);
        pdu[2] = Low(address);
        pdu[3] = High(quantity);
        pdu[4] = Low(quantity);
        pdu[5] = (byte)bytes;
    }

    private static byte High(int number)
    {
        return (byte)(number >> 8 & 0xFF);
    }

    private static byte Low(int number)
    {
        return (byte)(number & 0xFF);
    }
}
