using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>The request formats written a second time, another way: consume fields from the front and rebuild the length from them.
/// Slow and plain; what the product decodes is compared with it.</summary>
internal sealed class ReferenceDecoder
{
    private static readonly int[] EmptyDataSubFunctions = [2, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20];

    private readonly Queue<byte> _left;
    private bool _isWell = true;

    private ReferenceDecoder(byte[] pdu)
    {
        _left = new Queue<byte>(pdu);
    }

    /// <summary>The fields in the words of <see cref="WireText"/>, or null when the PDU is malformed.</summary>
    internal static string? Fields(byte unit, byte[] pdu)
    {
        var decoder = new ReferenceDecoder(pdu);
        int function = decoder.U8();
        string text = decoder.Function(function);
        bool isVendor = text.EndsWith("not public", StringComparison.Ordinal);
        bool isWell = decoder._isWell && decoder._left.Count == 0 && function is > 0 and < 128 && (isVendor || pdu.Length <= 253);
        return isWell ? $"unit {unit}: {function}{text}" : null;
    }

    private string Function(int function)
    {
        switch (function)
        {
            case 1: return Range("read coils", U16(), U16(), 2000);
            case 2: return Range("read discrete-inputs", U16(), U16(), 2000);
            case 3: return Range("read holding-registers", U16(), U16(), 125);
            case 4: return Range("read input-registers", U16(), U16(), 125);
            case 5: return Range("write coils", U16(), 1, 1) + " = " + (OneOf(U16(), 0, 0xFF00) == 0 ? "0" : "1");
            case 6: return Range("write holding-registers", U16(), 1, 1) + " = " + U16();
            case 7 or 11 or 12 or 17: return "";
            case 8: return "/" + SubFunction(U16());
            case 15: return Bits(U16(), U16());
            case 16: return Registers(U16(), U16(), 123);
            case 20: return " read " + Groups(OneOf(U8(), [.. Enumerable.Range(7, 239)]), isWrite: false);
            case 21: return " write " + Groups(OneOf(U8(), [.. Enumerable.Range(9, 243)]), isWrite: true);
            case 22: return Range("write holding-registers", U16(), 1, 1) + $" and {U16()} or {U16()}";
            case 23: return Range("read holding-registers", U16(), U16(), 125) + Registers(U16(), U16(), 121);
            case 24: return Range("read fifo-queues", U16(), 1, 1);
            case 43: return "/" + Mei(U8());
            default:
                _left.Clear();
                return " not public";
        }
    }

    private string SubFunction(int code)
    {
        if (code == 0) Require(_left.Count > 0 && _left.Count % 2 == 0);
        else if (code == 1) OneOf(U16(), 0, 0xFF00);
        else if (code == 3) Require(U8() >= 0 && U8() == 0);
        else if (EmptyDataSubFunctions.Contains(code)) OneOf(U16(), 0);
        if (code is 0 || code is 5 or 6 or 7 or 8 or 9 or 19 or > 20) _left.Clear();
        return code.ToString();
    }

    private string Mei(int type)
    {
        if (type == 14)
        {
            OneOf(U8(), 1, 2, 3, 4);
            U8();
        }
        else
        {
            _left.Clear();
        }

        return type.ToString();
    }

    private string Range(string what, int address, int quantity, int max)
    {
        Require(quantity >= 1 && quantity <= max && address <= 65536 - quantity);
        return $" {what} {address} x{quantity}";
    }

    private string Bits(int address, int quantity)
    {
        string text = Range("write coils", address, quantity, 1968);
        byte[] bytes = Bytes(OneOf(U8(), quantity / 8 + (quantity % 8 == 0 ? 0 : 1)));
        return text + " = " + List(quantity, i => bytes[i / 8] & 1 << i % 8, value => value == 0 ? "0" : "1");
    }

    private string Registers(int address, int quantity, int max)
    {
        string text = Range("write holding-registers", address, quantity, max);
        byte[] bytes = Bytes(OneOf(U8(), quantity * 2));
        return text + " = " + List(quantity, i => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2 * i)), value => value.ToString());
    }

    private string Groups(int count, bool isWrite)
    {
        Require(count == _left.Count);
        var groups = new List<string>();
        int answer = 2;
        while (_isWell && _left.Count > 0)
        {
            OneOf(U8(), 6);
            int file = U16(), record = U16(), length = U16();
            Require(file > 0 && length > 0 && record + length <= 10000);
            if (isWrite) Bytes(2 * length);
            groups.Add($"file {file} record {record} x{length}");
            answer += 2 + 2 * length;
        }

        Require(isWrite || answer <= 253);
        return groups.Count > 2 ? $"{groups.Count} groups, last {groups[^1]}" : string.Join(", ", groups);
    }

    private string List(int count, Func<int, int> value, Func<int, string> text)
    {
        if (!_isWell) return "";
        string[] all = [.. Enumerable.Range(0, count).Select(i => text(value(i)))];
        return all.Length <= 4 ? string.Join(" ", all) : string.Join(" ", all[..4]) + " .. " + all[^1];
    }

    private int OneOf(int value, params int[] allowed)
    {
        Require(allowed.Contains(value));
        return value;
    }

    private void Require(bool holds)
    {
        _isWell &= holds;
    }

    private byte[] Bytes(int count)
    {
        return [.. Enumerable.Range(0, count).Select(_ => (byte)U8())];
    }

    private int U16()
    {
        return U8() * 256 + U8();
    }

    private int U8()
    {
        if (_left.TryDequeue(out byte value)) return value;
        _isWell = false;
        return 0;
    }
}
