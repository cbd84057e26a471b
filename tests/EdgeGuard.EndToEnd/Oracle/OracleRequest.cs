using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>A request as MODBUS Application Protocol V1.1b3 section 6 lays it out.</summary>
internal sealed class OracleRequest
{
    private const int Space = 65536;

    public required int Function { get; init; }

    /// <summary>The sub-function of 8, the MEI type of 43; else -1.</summary>
    public int Sub { get; private init; } = -1;

    /// <summary>First address and quantity of what is read; nothing: no quantity.</summary>
    public (int Address, int Quantity) Reads { get; private init; }

    public (int Address, int Quantity) Writes { get; private init; }

    /// <summary>Registers, or coils as 0 and 1, in the order of their addresses.</summary>
    public int[] Values { get; private init; } = [];

    /// <summary>The AND mask of function 22.</summary>
    public int AndMask { get; private init; }

    /// <summary>Sub-requests of 20 and 21.</summary>
    public IReadOnlyList<(int File, int Record, int Length)> Groups { get; private init; } = [];

    /// <summary>Null for a PDU that the specification does not know, whatever stands in it.</summary>
    public static OracleRequest? Read(byte[] pdu)
    {
        if (pdu.Length is 0 or > 253 || pdu[0] is 0 or > 127) return null;
        int function = pdu[0];
        return function switch
        {
            1 or 2 => ReadMany(pdu, 2000),
            3 or 4 => ReadMany(pdu, 125),
            5 => pdu.Length == 5 && Word(pdu, 3) is 0 or 0xFF00 ? Write(pdu, 1, [Word(pdu, 3) == 0 ? 0 : 1]) : null,
            6 => pdu.Length == 5 ? Write(pdu, 1, [Word(pdu, 3)]) : null,
            7 or 11 or 12 or 17 => pdu.Length == 1 ? new OracleRequest { Function = function } : null,
            8 => pdu.Length >= 5 && pdu.Length % 2 == 1 ? new OracleRequest
            {
                Function = 8,
                Sub = Word(pdu, 1),
                Reads = (0, Word(pdu, 1) == 0 ? (pdu.Length - 3) / 2 : 0),
            } : null,
            15 => Coils(pdu),
            16 => Registers(pdu),
            20 or 21 => Files(pdu),
            22 => pdu.Length == 7 ? Mask(pdu) : null,
            23 => ReadWrite(pdu),
            24 => pdu.Length == 3 ? new OracleRequest { Function = 24, Reads = (Word(pdu, 1), 1) } : null,
            43 => Encapsulated(pdu),
            _ => new OracleRequest { Function = function },
        };
    }

    private static OracleRequest? ReadMany(byte[] pdu, int most)
    {
        if (pdu.Length != 5 || !Fits(pdu, 1, most)) return null;
        return new OracleRequest { Function = pdu[0], Reads = (Word(pdu, 1), Word(pdu, 3)) };
    }

    private static OracleRequest Write(byte[] pdu, int quantity, int[] values) =>
        new() { Function = pdu[0], Writes = (Word(pdu, 1), quantity), Values = values };

    private static OracleRequest? Coils(byte[] pdu)
    {
        if (pdu.Length < 6 || !Fits(pdu, 1, 1968)) return null;
        int quantity = Word(pdu, 3);
        int bytes = (quantity + 7) / 8;
        if (pdu[5] != bytes || pdu.Length != 6 + bytes) return null;
        return Write(pdu, quantity, Enumerable.Range(0, quantity).Select(i => pdu[6 + i / 8] >> (i % 8) & 1).ToArray());
    }

    private static OracleRequest? Registers(byte[] pdu)
    {
        if (pdu.Length < 6 || !Fits(pdu, 1, 123)) return null;
        int quantity = Word(pdu, 3);
        if (pdu[5] != 2 * quantity || pdu.Length != 6 + 2 * quantity) return null;
        return Write(pdu, quantity, Words(pdu, 6, quantity));
    }

    private static OracleRequest Mask(byte[] pdu) => new() { Function = 22, Writes = (Word(pdu, 1), 1), AndMask = Word(pdu, 3) };

    private static OracleRequest? ReadWrite(byte[] pdu)
    {
        if (pdu.Length < 10 || !Fits(pdu, 1, 125) || !Fits(pdu, 5, 121)) return null;
        int quantity = Word(pdu, 7);
        if (pdu[9] != 2 * quantity || pdu.Length != 10 + 2 * quantity) return null;
        return new OracleRequest
        {
            Function = 23,
            Reads = (Word(pdu, 1), Word(pdu, 3)),
            Writes = (Word(pdu, 5), quantity),
            Values = Words(pdu, 10, quantity),
        };
    }

    // Sections 6.14 and 6.15: reference type 6, file 1 and up, records 0 to 9999; writes carry their data, and what a read asks for has to
    // fit a PDU of 253 bytes.
    private static OracleRequest? Files(byte[] pdu)
    {
        bool isWrite = pdu[0] == 21;
        int most = isWrite ? 0xFB : 0xF5;
        if (pdu.Length < (isWrite ? 11 : 9) || pdu[1] != pdu.Length - 2 || pdu[1] > most) return null;
        var groups = new List<(int, int, int)>();
        for (int at = 2; at < pdu.Length;)
        {
            if (pdu.Length - at < 7 || pdu[at] != 6) return null;
            (int file, int record, int length) = (Word(pdu, at + 1), Word(pdu, at + 3), Word(pdu, at + 5));
            if (file == 0 || length == 0 || record + length - 1 > 9999) return null;
            groups.Add((file, record, length));
            at += 7 + (isWrite ? 2 * length : 0);
            if (at > pdu.Length) return null;
        }
        if (!isWrite && 2 + groups.Sum(group => 2 + 2 * group.Item3) > 253) return null;
        return new OracleRequest { Function = pdu[0], Groups = groups };
    }

    // Section 6.21: MEI type 14 has a code from 1 to 4 and an object. What another type carries is not for us to judge.
    private static OracleRequest? Encapsulated(byte[] pdu)
    {
        if (pdu.Length < 2 || (pdu[1] == 14 && (pdu.Length != 4 || pdu[2] is 0 or > 4))) return null;
        return new OracleRequest { Function = 43, Sub = pdu[1] };
    }

    private static bool Fits(byte[] pdu, int at, int most)
    {
        int quantity = Word(pdu, at + 2);
        return quantity >= 1 && quantity <= most && Word(pdu, at) + quantity <= Space;
    }

    private static int[] Words(byte[] pdu, int at, int count) => Enumerable.Range(0, count).Select(i => Word(pdu, at + 2 * i)).ToArray();

    private static int Word(byte[] pdu, int at) => BinaryPrimitives.ReadUInt16BigEndian(pdu.AsSpan(at));
}
