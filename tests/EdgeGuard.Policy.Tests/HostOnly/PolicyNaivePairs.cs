using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>The values of a random line whose registers are pairs, judged by arithmetic of the framework's own types.</summary>
internal sealed class PolicyNaivePairs
{
    private static readonly string[] Types = ["u32", "s32", "f32"];

    private readonly string _type;
    private readonly bool _isLowFirst;
    private readonly (double Lo, double Hi)[] _ranges;

    internal PolicyNaivePairs(Random random)
    {
        _type = Types[random.Next(Types.Length)];
        _isLowFirst = random.Next(2) == 0;
        // Runs of whole pairs, with at least one register between them.
        for (int at = random.Next(4); at < 24 && (Addresses.Count == 0 || random.Next(3) == 0); at += 1 + random.Next(4))
        {
            for (int end = at + 2 * (1 + random.Next(5)); at < end; at++) Addresses.Add(at);
        }
        _ranges = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Range(random))];
    }

    /// <summary>Where the line writes.</summary>
    internal HashSet<int> Addresses { get; } = [];

    /// <summary>Behind the word <c>value</c>, the type with it.</summary>
    internal string Text()
    {
        string separator = _type == "u32" ? "-" : "..";
        string ranges = string.Join(",", _ranges.Select(range => Number(range.Lo) + separator + Number(range.Hi)));
        return $"{ranges} as {_type} {(_isLowFirst ? "low-first" : "high-first")}";
    }

    /// <summary>Whether whole pairs are written, and each of them lies in one of the ranges.</summary>
    internal bool Allows(Request request)
    {
        int begin = request.WriteAddress;
        while (Addresses.Contains(begin - 1)) begin--;
        if ((request.WriteAddress - begin) % 2 != 0 || request.WriteQuantity % 2 != 0) return false;
        return Enumerable.Range(0, request.WriteQuantity / 2)
            .Select(pair => Read(request.RegisterValue(2 * pair), request.RegisterValue(2 * pair + 1)))
            .All(value => _ranges.Any(range => value >= range.Lo && value <= range.Hi));
    }

    /// <summary>Two registers of a request, the value mostly small whatever the type and the order.</summary>
    internal static byte[] Value(Random random)
    {
        byte[] bytes = new byte[4];
        int number = random.Next(200) - 100;
        if (random.Next(2) == 0) BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        else BinaryPrimitives.WriteSingleBigEndian(bytes, number / 4f);
        return random.Next(2) == 0 ? bytes : [bytes[2], bytes[3], bytes[0], bytes[1]];
    }

    private double Read(int first, int second)
    {
        uint bits = _isLowFirst ? (uint)second << 16 | (uint)first : (uint)first << 16 | (uint)second;
        if (_type == "u32") return bits;
        if (_type == "s32") return unchecked((int)bits);
        float single = BitConverter.UInt32BitsToSingle(bits);
        // What is nearer to zero than any process has it is the halves of another number.
        return float.IsSubnormal(single) ? double.NaN : single;
    }

    private (double Lo, double Hi) Range(Random random)
    {
        double lo = _type == "u32" ? random.Next(60) : random.Next(120) - 60;
        double hi = lo + random.Next(100);
        return _type == "f32" ? (lo / 4, hi / 4) : (lo, random.Next(4) == 0 ? int.MaxValue : hi);
    }

    private static string Number(double number)
    {
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
