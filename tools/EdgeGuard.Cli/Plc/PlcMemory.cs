using System;
using System.Buffers.Binary;

namespace EdgeGuard.Cli;

/// <summary>The four tables of a small PLC. Addresses from 0 to <see cref="Size"/> - 1 exist. Not thread-safe.</summary>
public sealed class PlcMemory
{
    /// <summary>Entries of each table.</summary>
    public const int Size = 200;

    public bool[] Coils { get; } = new bool[Size];

    public bool[] DiscreteInputs { get; } = new bool[Size];

    public ushort[] HoldingRegisters { get; } = new ushort[Size];

    public ushort[] InputRegisters { get; } = new ushort[Size];

    /// <summary>A 32-bit float in two holding registers, the high word first.</summary>
    public float ReadFloat(int address)
    {
        return BitConverter.Int32BitsToSingle(HoldingRegisters[address] << 16 | HoldingRegisters[address + 1]);
    }

    /// <summary>Writes what <see cref="ReadFloat"/> reads.</summary>
    public void WriteFloat(int address, float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleBigEndian(bytes, value);
        HoldingRegisters[address] = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        HoldingRegisters[address + 1] = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
    }
}
