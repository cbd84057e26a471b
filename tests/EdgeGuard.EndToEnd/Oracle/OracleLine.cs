using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>One <c>allow</c> or <c>never</c> of a policy, word by word as the page of the language explains it.</summary>
internal sealed class OracleLine
{
    private readonly List<(int Function, int Sub)> _functions;
    private readonly Dictionary<string, string> _clauses = [];
    private readonly List<OracleWhen> _whens = [];

    /// <param name="text">Without comment.</param>
    public OracleLine(string text)
    {
        string[] words = text.Replace(", ", ",", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _functions = words[1].Split(',').SelectMany(Functions).ToList();
        for (int i = 2; i < words.Length;)
        {
            if (words[i] == "when")
            {
                _whens.Add(new OracleWhen(words[i + 1], words[i + 2], words[i + 3]));
                i += i + 4 < words.Length && words[i + 4] == "within" ? 6 : 4;
            }
            else if (words[i] == "as")
            {
                bool isPair = words[i + 1] != "s16";
                _clauses["as"] = isPair ? words[i + 1] + " " + words[i + 2] : "s16";
                i += isPair ? 3 : 2;
            }
            else
            {
                _clauses[words[i]] = words[i + 1];
                i += 2;
            }
        }
        Assert.IsFalse(
            _clauses.Keys.Except(["unit", "address", "read", "write", "quantity", "value", "as", "step", "mask", "file", "record"]).Any(),
            text);
    }

    /// <summary>What the module itself may have to read before it can judge by this line.</summary>
    public bool MayNeed(byte unit, int table, int address) =>
        _whens.Any(when => when.Table == table && when.Address == address)
        || (table == 3 && _clauses.ContainsKey("step") && ForUnit(unit) && InAddress("address", address, 1));

    public bool Allows(byte unit, OracleRequest request, IOraclePlc plc) =>
        IsFor(request) && ForUnit(unit) && CoversAddresses(request) && CoversQuantity(request) && CoversFiles(request)
        && ValuesFit(unit, request, plc) && MaskFits(request) && _whens.All(when => when.Holds(unit, plc));

    public bool Forbids(byte unit, OracleRequest request)
    {
        if (!IsFor(request) || (_clauses.TryGetValue("unit", out string? units) && !OracleRanges.Read(units).Holds(unit))) return false;
        if (_clauses.TryGetValue("address", out string? list))
        {
            var addresses = OracleRanges.Read(list);
            return Touches(addresses, request.Reads) || Touches(addresses, request.Writes);
        }
        return !_clauses.TryGetValue("file", out string? files) || request.Groups.Any(group => OracleRanges.Read(files).Holds(group.File));
    }

    private static IEnumerable<(int, int)> Functions(string word) => word switch
    {
        "reads" => [(1, -1), (2, -1), (3, -1), (4, -1)],
        "writes" => [(5, -1), (6, -1), (15, -1), (16, -1), (22, -1), (23, -1)],
        "identification" => [(43, 14)],
        "programming" => [(40, -1), (42, -1), (90, -1), (125, -1), (126, -1)],
        _ when word.Contains('/', StringComparison.Ordinal) => [(int.Parse(word.Split('/')[0]), int.Parse(word.Split('/')[1]))],
        _ => [(int.Parse(word), -1)],
    };

    private static bool Touches(OracleRanges ranges, (int Address, int Quantity) part) =>
        part.Quantity > 0 && ranges.Touches(part.Address, part.Quantity);

    private bool IsFor(OracleRequest request) => _functions.Any(f => f.Function == request.Function && (f.Sub < 0 || f.Sub == request.Sub));

    private bool ForUnit(byte unit) => _clauses.TryGetValue("unit", out string? units) ? OracleRanges.Read(units).Holds(unit) : unit != 0;

    private bool CoversAddresses(OracleRequest request) =>
        InAddress("address", request.Reads.Address, request.Reads.Quantity)
            && InAddress("address", request.Writes.Address, request.Writes.Quantity)
        && InAddress("read", request.Reads.Address, request.Reads.Quantity)
            && InAddress("write", request.Writes.Address, request.Writes.Quantity);

    private bool InAddress(string clause, int first, int count) =>
        !_clauses.TryGetValue(clause, out string? list) || count == 0 || OracleRanges.Read(list).Covers(first, count);

    private bool CoversQuantity(OracleRequest request)
    {
        // What 08/0 carries is one word unless a line says more.
        if (!_clauses.TryGetValue("quantity", out string? list)) return request.Function != 8 || request.Reads.Quantity <= 1;
        var quantities = OracleRanges.Read(list);
        return new[] { request.Reads.Quantity, request.Writes.Quantity }.All(n => n == 0 || quantities.Holds(n));
    }

    private bool CoversFiles(OracleRequest request)
    {
        bool hasFile = _clauses.TryGetValue("file", out string? files);
        bool hasRecord = _clauses.TryGetValue("record", out string? records);
        return request.Groups.All(
            g => (!hasFile || OracleRanges.Read(files!).Holds(g.File))
                && (!hasRecord || OracleRanges.Read(records!).Covers(g.Record, g.Length)));
    }

    private bool MaskFits(OracleRequest request) =>
        request.Function != 22 || !_clauses.TryGetValue("mask", out string? mask)
            || (~request.AndMask & 0xFFFF & ~Convert.ToInt32(mask, 16)) == 0;

    private bool ValuesFit(byte unit, OracleRequest request, IOraclePlc plc)
    {
        bool hasValue = _clauses.TryGetValue("value", out string? values);
        bool hasStep = _clauses.TryGetValue("step", out string? step);
        if (!hasValue && !hasStep) return true;
        if (request.Function is 5 or 15) return request.Values.All(value => value == (values == "on" ? 1 : 0));
        if (!TryNumbers(request.Values, request.Writes.Address, out double[] written)) return false;
        if (hasValue && !written.All(OracleRanges.Read(values!).Holds)) return false;
        if (!hasStep) return true;
        int[] registers = Enumerable.Range(request.Writes.Address, request.Writes.Quantity)
            .Select(address => plc.Value(unit, 3, address)).ToArray();
        TryNumbers(registers, request.Writes.Address, out double[] present);
        return written.Zip(present).All(pair => Math.Abs(pair.First - pair.Second) <= double.Parse(step!, CultureInfo.InvariantCulture));
    }

    // Registers as the line's type; false where a pair is not whole.
    private bool TryNumbers(int[] registers, int address, out double[] numbers)
    {
        _clauses.TryGetValue("as", out string? type);
        numbers = [];
        if (type is null or "s16")
        {
            numbers = registers.Select(r => type == null ? r : (double)unchecked((short)r)).ToArray();
            return true;
        }
        string ranges = _clauses.GetValueOrDefault("address") ?? _clauses.GetValueOrDefault("write") ?? "0-65535";
        int first = OracleRanges.Read(ranges).FirstBefore(address);
        if ((address - first) % 2 != 0 || registers.Length % 2 != 0) return false;
        numbers = registers.Chunk(2).Select(pair => Number(type, pair)).ToArray();
        return true;
    }

    private static double Number(string type, int[] pair)
    {
        (int high, int low) = type.EndsWith("high-first", StringComparison.Ordinal) ? (pair[0], pair[1]) : (pair[1], pair[0]);
        uint bits = unchecked((uint)(high << 16 | low));
        return type[..3] switch
        {
            "u32" => bits,
            "s32" => unchecked((int)bits),
            // No process has a value that near to zero: its words are swapped.
            _ => float.IsSubnormal(BitConverter.UInt32BitsToSingle(bits)) ? double.NaN : BitConverter.UInt32BitsToSingle(bits),
        };
    }
}
