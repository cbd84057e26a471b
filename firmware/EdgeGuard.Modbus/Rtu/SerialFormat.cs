using System;

namespace EdgeGuard.Modbus;

/// <summary>Baud rate and character format of a serial line. RTU has 8 data
/// bits (serial line guide V1.02, section 2.5.1). Immutable.</summary>
/// <remarks>The guide's own is even parity, 19,200 Bd, and two stop bits where there is no parity: 11 bits a character. Ten bits
/// (8N1) are outside of it and common all the same.</remarks>
public sealed class SerialFormat
{
    public const int MinBaud = 300;
    public const int MaxBaud = 4_000_000;

    private const int StartAndData = 9;

    /// <exception cref="ArgumentOutOfRangeException">A baud rate outside <see cref="MinBaud"/>…<see cref="MaxBaud"/>, or not one or two
    /// stop bits.</exception>
    public SerialFormat(int baud, SerialParity parity, int stopBits)
    {
        if (baud < MinBaud || baud > MaxBaud) throw new ArgumentOutOfRangeException(nameof(baud));
        if (stopBits < 1 || stopBits > 2) throw new ArgumentOutOfRangeException(nameof(stopBits));
        Baud = baud;
        Parity = parity;
        StopBits = stopBits;
    }

    /// <summary>Bits a second.</summary>
    public int Baud { get; }

    public SerialParity Parity { get; }

    /// <summary>1 or 2.</summary>
    public int StopBits { get; }

    /// <summary>Bits of a character on the line: start bit, 8 data bits, parity bit if any, stop bits.</summary>
    public int BitsPerCharacter
    {
        get { return StartAndData + (Parity == SerialParity.None ? 0 : 1) + StopBits; }
    }

    /// <summary>Reads <c>8E1</c>, <c>8O1</c>, <c>8N1</c>, <c>8N2</c> and the
    /// like. Null: it is none, or the baud rate is out of range.</summary>
    public static SerialFormat? Read(int baud, string characters)
    {
        if (baud < MinBaud || baud > MaxBaud || characters.Length != 3 || characters[0] != '8') return null;
        int stopBits = characters[2] - '0';
        if (stopBits < 1 || stopBits > 2) return null;
        switch (characters[1])
        {
            case 'N': return new SerialFormat(baud, SerialParity.None, stopBits);
            case 'O': return new SerialFormat(baud, SerialParity.Odd, stopBits);
            case 'E': return new SerialFormat(baud, SerialParity.Even, stopBits);
            default: return null;
        }
    }

    /// <summary>As technicians write it: <c>19200 8E1</c>.</summary>
    public override string ToString()
    {
        string parity = Parity == SerialParity.None ? "N" : Parity == SerialParity.Odd ? "O" : "E";
        return Baud.ToString() + " 8" + parity + StopBits.ToString();
    }
}
