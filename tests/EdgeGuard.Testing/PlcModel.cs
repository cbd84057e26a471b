
namespace EdgeGuard.Testing;

/// <summary>What a small PLC answers: four tables, the common functions, exceptions for the rest. Knows no frames.</summary>
/// <remarks>Parses for itself: it must not share a mistake with the decoder under test.</remarks>
public sealed class PlcModel
{
    public ushort[] HoldingRegisters { get; } = new ushort[65536];

    public ushort[] InputRegisters { get; } = new ushort[65536];

    public bool[] Coils { get; } = new bool[65536];

    public bool[] DiscreteInputs { get; } = new bool[65536];

    /// <summary>The response PDU for a request PDU.</summary>
    public byte[] Answer(byte[] pdu)
    {
        return pdu[0] switch
        {
            1 => Bits(pdu, Coils),
            2 => Bits(pdu, DiscreteInputs),
            3 => Registers(pdu, HoldingRegisters),
            4 => Registers(pdu, InputRegisters),
            5 => WriteCoil(pdu),
            6 => WriteRegister(pdu, Word(pdu, 3)),
            15 => WriteCoils(pdu),
            16 => WriteRegisters(pdu, 1, 6),
            22 => WriteRegister(pdu, HoldingRegisters[Word(pdu, 1)] & Word(pdu, 3) | Word(pdu, 5) & ~Word(pdu, 3)),
            23 => ReadWrite(pdu),
            90 => [90, 0, 0xFE],
            _ => [(byte)(pdu[0] | 0x80), 1],
        };
    }

    private static int Word(byte[] pdu, int at)
    {
        return pdu[at] << 8 | pdu[at + 1];
    }

    private static byte[] Bits(byte[] pdu, bool[] table)
    {
        int address = Word(pdu, 1);
        int quantity = Word(pdu, 3);
        var answer = new byte[2 + (quantity + 7) / 8];
        answer[0] = pdu[0];
        answer[1] = (byte)(answer.Length - 2);
        for (int i = 0; i < quantity; i++)
        {
            if (table[address + i]) answer[2 + i / 8] |= (byte)(1 << i % 8);
        }
        return answer;
    }

    private static byte[] Registers(byte[] pdu, ushort[] table)
    {
        int address = Word(pdu, 1);
        int quantity = Word(pdu, 3);
        var answer = new byte[2 + 2 * quantity];
        answer[0] = pdu[0];
        answer[1] = (byte)(2 * quantity);
        for (int i = 0; i < quantity; i++)
        {
            answer[2 + 2 * i] = (byte)(table[address + i] >> 8);
            answer[3 + 2 * i] = (byte)(table[address + i] & 0xFF);
        }
        return answer;
    }

    private byte[] WriteCoil(byte[] pdu)
    {
        Coils[Word(pdu, 1)] = pdu[3] == 0xFF;
        return pdu;
    }

    private byte[] WriteRegister(byte[] pdu, int value)
    {
        HoldingRegisters[Word(pdu, 1)] = (ushort)(value & 0xFFFF);
        return pdu;
    }

    private byte[] WriteCoils(byte[] pdu)
    {
        int address = Word(pdu, 1);
        for (int i = 0; i < Word(pdu, 3); i++) Coils[address + i] = (pdu[6 + i / 8] >> i % 8 & 1) != 0;
        return pdu[..5];
    }

    private byte[] WriteRegisters(byte[] pdu, int header, int data)
    {
        int address = Word(pdu, header);
        for (int i = 0; i < Word(pdu, header + 2); i++) HoldingRegisters[address + i] = (ushort)Word(pdu, data + 2 * i);
        return pdu[..5];
    }

    // The write comes first (Application Protocol V1.1b3, section 6.17).
    private byte[] ReadWrite(byte[] pdu)
    {
        WriteRegisters(pdu, 5, 10);
        return Registers(pdu, HoldingRegisters);
    }
}
