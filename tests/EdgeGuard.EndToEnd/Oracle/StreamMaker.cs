using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>Makes byte streams that a client might send, and some that none would: most requests lie about the edges of some line of a
/// policy, many are damaged.</summary>
internal sealed class StreamMaker
{
    private static readonly byte[] Functions = [1, 2, 3, 4, 5, 6, 15, 16, 22, 23, 20, 21, 7, 8, 11, 17, 24, 43, 90, 65];
    private static readonly byte[] Units = [1, 1, 1, 1, 1, 1, 255, 2, 0, 5];

    private readonly Random _random;
    private readonly int[] _numbers;
    private readonly string[] _lines;
    private readonly string[] _ownLines;
    private string _line = "";

    /// <param name="random">Decides everything.</param>
    /// <param name="policy">Its lines, its numbers and their neighbours are what is worth trying.</param>
    /// <param name="role">Whose lines are tried most.</param>
    public StreamMaker(Random random, string policy, string role)
    {
        _random = random;
        _lines = AllowLines(policy);
        _ownLines = AllowLines(policy.Split("\nrole ").First(section => section.StartsWith(role, StringComparison.Ordinal)));
        _numbers = Regex.Matches(policy, "[0-9]+").Select(match => int.Parse(match.Value)).Where(n => n <= 65535)
            .SelectMany(n => new[] { n - 1, n, n, n, n + 1 }).Concat([0, 0xFF00, 0xFFFF, 0x8000]).Select(n => n & 0xFFFF).ToArray();
    }

    public byte[] Make()
    {
        var stream = new List<byte>();
        for (int frames = 1 + _random.Next(8); frames > 0; frames--) stream.AddRange(Frame());
        if (_random.Next(12) == 0) stream.AddRange(Bytes(1 + _random.Next(12)));
        if (stream.Count > 0 && _random.Next(12) == 0) stream.RemoveAt(stream.Count - 1);
        return [.. stream];
    }

    /// <summary>The lengths of the writes that a stream goes out in: one, as many as bytes, or anything between.</summary>
    public IEnumerable<int> Pieces(int length)
    {
        int longest = _random.Next(4) switch { 0 => 1, 1 => 8, 2 => 40, _ => length };
        while (length > 0)
        {
            int piece = Math.Min(length, 1 + _random.Next(longest));
            if (longest >= length && _random.Next(2) == 0) piece = length;
            length -= piece;
            yield return piece;
        }
    }

    private static string[] AllowLines(string text) =>
        text.Split('\n').Where(line => line.Contains("allow", StringComparison.Ordinal)).ToArray();

    private byte[] Frame()
    {
        _line = Pick(_random.Next(4) > 0 ? _ownLines : _lines);
        byte[] pdu = Pdu(Function());
        if (_random.Next(5) == 0) pdu = Damaged(pdu);
        if (pdu.Length is 0 or > 253) return [];
        byte unit = _random.Next(3) > 0 && Near("unit") is int known ? (byte)(known & 0xFF) : Pick(Units);
        byte[] frame = [.. Word(_random.Next(65536)), 0, 0, .. Word(pdu.Length + 1), unit, .. pdu];
        // A header that lies ends the session, so it is rare.
        if (_random.Next(60) == 0) frame[2 + _random.Next(4)] ^= (byte)(1 << _random.Next(8));
        return frame;
    }

    // Mostly one that the line names; the groups are among the others.
    private byte Function()
    {
        string[] named = Regex.Match(_line, "allow +([0-9,]+)").Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0 && _random.Next(4) > 0 ? byte.Parse(Pick(named)) : Pick(Functions);
    }

    private byte[] Pdu(byte function)
    {
        int count = _random.Next(6) == 0 ? Number() : 1 + _random.Next(4);
        switch (function)
        {
            case 1 or 2 or 3 or 4:
                return [function, .. Word(Address("address")), .. Word(count)];
            case 5:
                return [5, .. Word(Address("address")), .. Word(_random.Next(8) == 0 ? Number() : _random.Next(2) * 0xFF00)];
            case 6:
                return [6, .. Word(Address("address")), .. Values(1)];
            case 15:
                count = 1 + count % 30;
                return [15, .. Word(Address("address")), .. Word(count), (byte)((count + 7) / 8), .. Bytes((count + 7) / 8)];
            case 16:
                count = 1 + count % 8;
                return [16, .. Word(Address("address")), .. Word(count), (byte)(2 * count), .. Values(count)];
            case 22:
                return [
                    22, .. Word(Address("address")), .. Word(_random.Next(2) == 0 ? 0xFF0F | _random.Next(65536) : Number()),
                    .. Word(Number())];
            case 23:
                count = 1 + count % 6;
                return [
                    23, .. Word(Address("read")), .. Word(1 + _random.Next(9)), .. Word(Address("write")), .. Word(count),
                    (byte)(2 * count), .. Values(count)];
            case 20:
                return Files(20, 1 + _random.Next(3));
            case 21:
                return Files(21, 1);
            case 8:
                return [8, .. Word(_random.Next(3)), .. Word(0)];
            case 24:
                return [24, .. Word(Number())];
            case 43:
                return _random.Next(3) == 0 ? [43, 13, .. Bytes(4)] : [43, 14, (byte)(1 + _random.Next(4)), (byte)_random.Next(4)];
            case 90 or 65:
                return [function, .. Bytes(_random.Next(9))];
            default:
                return [function];
        }
    }

    private byte[] Damaged(byte[] pdu)
    {
        switch (_random.Next(6))
        {
            case 0: return [.. pdu, .. Bytes(1 + _random.Next(3))];
            case 1: return pdu[..^Math.Min(pdu.Length, 1 + _random.Next(3))];
            case 2: return Bytes(1 + _random.Next(20));
            case 3: return pdu.Concat(Bytes(300)).Take(240 + _random.Next(14)).ToArray();
            default:
                var damaged = (byte[])pdu.Clone();
                damaged[_random.Next(damaged.Length)] ^= (byte)(1 << _random.Next(8));
                return damaged;
        }
    }

    private byte[] Files(byte function, int groups)
    {
        var body = new List<byte>();
        for (int i = 0; i < groups; i++)
        {
            int length = 1 + _random.Next(3);
            body.AddRange([6, .. Word(Number() % 10), .. Word(Number()), .. Word(length), .. Bytes(function == 21 ? 2 * length : 0)]);
        }
        return [function, (byte)body.Count, .. body];
    }

    // Mostly what the line allows: as many bits as it takes, in either order.
    private byte[] Values(int count)
    {
        byte[] values = Enumerable.Range(0, count)
            .SelectMany(_ => Word(_random.Next(4) > 0 ? Near("value") ?? Number() : Number())).ToArray();
        for (int at = 0; count % 2 == 0 && at < values.Length && Regex.IsMatch(_line, "as .32"); at += 4)
        {
            uint bits = _line.Contains("f32", StringComparison.Ordinal)
                ? BitConverter.SingleToUInt32Bits(_random.Next(-100, 200) / 2f)
                : (uint)_random.Next(110_000_000);
            bool isLowFirst = _line.Contains("low-first", StringComparison.Ordinal) != (_random.Next(8) == 0);
            if (isLowFirst) bits = bits << 16 | bits >> 16;
            BinaryPrimitives.WriteUInt32BigEndian(values.AsSpan(at), bits);
        }
        return values;
    }

    private int Address(string clause) => _random.Next(8) > 0 ? Near(clause) ?? Near("address") ?? Number() : Number();

    // In one of the ranges of a clause of the line, or just beside it; null without the clause.
    private int? Near(string clause)
    {
        Match list = Regex.Match(_line, " " + clause + " +([-0-9,.]+)");
        if (!list.Success) return null;
        int[] ends = Regex.Matches(Pick(list.Groups[1].Value.Split(',')), "[0-9]+").Select(match => int.Parse(match.Value)).ToArray();
        int lo = Math.Min(ends[0], ends[^1]);
        int hi = Math.Max(ends[0], ends[^1]);
        int number = _random.Next(10) switch { 0 => lo - 1, 1 => hi + 1, 2 => lo, 3 => hi, _ => _random.Next(lo, hi + 1) };
        return number & 0xFFFF;
    }

    private int Number() => _random.Next(20) == 0 ? _random.Next(65536) : Pick(_numbers);

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)(value & 0xFF)];
}
