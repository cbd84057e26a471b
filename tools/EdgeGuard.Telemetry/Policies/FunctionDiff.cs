using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Telemetry;

/// <summary>What two policies allow one role with one function.</summary>
internal sealed class FunctionDiff
{
    private const int Units = 256;
    private const int LastAddress = ModbusLimits.AddressSpace - 1;

    // Clauses that bound more than units and the function's own addresses, in the order of a line.
    private static readonly string[] BoundWords = ["read", "record", "quantity", "value", "step", "as", "mask", "when", "during"];

    private readonly string _role;
    private readonly int _code;
    private readonly PolicyLine[] _before;
    private readonly PolicyLine[] _now;

    public FunctionDiff(string role, int code, PolicyLine[] before, PolicyLine[] now)
    {
        _role = role;
        _code = code;
        _before = [.. before.Where(line => line.HasCode(code))];
        _now = [.. now.Where(line => line.HasCode(code))];
    }

    public IEnumerable<PolicyDifference> All()
    {
        if (_before.Length + _now.Length == 0) return [];
        // Units that the same lines admit differ in the same; and what differs alike is told once.
        return Enumerable.Range(0, Units).GroupBy(Admitting).SelectMany(OfUnits)
            .GroupBy(each => (each.Kind, each.Ranges, each.Before, each.Now))
            .Select(each => Difference(each.Key.Kind, each.SelectMany(one => one.Units), each.Key.Ranges, each.Key.Before, each.Key.Now));
    }

    private string Admitting(int unit)
    {
        return string.Concat(_before.Select(line => line.AdmitsUnit(unit) ? '1' : '0')) + "/"
            + string.Concat(_now.Select(line => line.AdmitsUnit(unit) ? '1' : '0'));
    }

    private IEnumerable<(int[] Units, DifferenceKind Kind, string Ranges, string Before, string Now)> OfUnits(IGrouping<string, int> units)
    {
        int first = units.First();
        Piece[] before = [.. _before.Where(line => line.AdmitsUnit(first)).SelectMany(Pieces)];
        Piece[] now = [.. _now.Where(line => line.AdmitsUnit(first)).SelectMany(Pieces)];
        int[] cuts = [.. before.Concat(now).SelectMany(piece => new[] { piece.First, piece.Last + 1 }).Distinct().Order()];
        var found = new List<(int First, int Last, DifferenceKind Kind, string Before, string Now)>();
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            string? was = Bounds(before, cuts[i]);
            string? isNow = Bounds(now, cuts[i]);
            if (was == isNow) continue;
            DifferenceKind kind = was == null ? DifferenceKind.Allowed : isNow == null ? DifferenceKind.Refused : DifferenceKind.Bound;
            found.Add((cuts[i], cuts[i + 1] - 1, kind, was ?? "", isNow ?? ""));
        }
        return found.GroupBy(each => (each.Kind, each.Before, each.Now))
            .Select(each => (units.ToArray(), each.Key.Kind, Ranges(each.Select(Span)), each.Key.Before, each.Key.Now));

        static (int, int) Span((int First, int Last, DifferenceKind Kind, string Before, string Now) each) => (each.First, each.Last);
    }

    // What bounds a place: null where no line covers it, empty where one does without a bound.
    private static string? Bounds(Piece[] pieces, int place)
    {
        IEnumerable<Piece> covering = pieces.Where(each => each.First <= place && place <= each.Last);
        string[] bounds = [.. covering.Select(each => each.Bounds).Distinct().Order(StringComparer.Ordinal)];
        if (bounds.Length == 0) return null;
        return bounds[0].Length == 0 ? "" : string.Join(" or ", bounds);
    }

    private IEnumerable<Piece> Pieces(PolicyLine line)
    {
        string bounds = BoundsOf(line);
        if (FunctionTable.HasSubFunction(_code))
        {
            foreach (int item in line.Functions.Where(item => FunctionItem.Code(item) == _code))
            {
                int sub = FunctionItem.Sub(item);
                yield return sub < 0 ? new Piece(0, FunctionTable.MostSubFunction(_code), bounds) : new Piece(sub, sub, bounds);
            }
            yield break;
        }
        RangeList? ranges = line.AxisRanges(_code);
        if (ranges == null) yield return new Piece(0, LastAddress, bounds);
        for (int i = 0; i < (ranges?.Count ?? 0); i++) yield return new Piece((int)ranges!.Lo(i), (int)ranges.Hi(i), bounds);
    }

    private string BoundsOf(PolicyLine line)
    {
        string[] words = PolicyWriter.WriteLine(line).Split(' ');
        int first = Array.FindIndex(words, word => BoundWords.Contains(word));
        string bounds = first < 0 ? "" : string.Join(' ', words[first..]);
        if (_code != FunctionCode.ReadWriteMultipleRegisters || line.ReadRanges == null) return bounds;
        // Of 23 the line's `write`, or the `address` that binds both ranges, is what the comparison walks along.
        int behind = Array.FindIndex(words, word => BoundWords.Contains(word) && word != "read");
        return $"read {LineWriter.Ranges(line.ReadRanges)}" + (behind < 0 ? "" : " " + string.Join(' ', words[behind..]));
    }

    private PolicyDifference Difference(DifferenceKind kind, IEnumerable<int> units, string ranges, string before, string now)
    {
        int[] all = [.. units.Order()];
        // A line without `unit` is for all units but 0.
        bool isAny = all.Count(unit => unit > 0) == Units - 1;
        string who = isAny ? "any unit" : (all.Length == 1 ? "unit " : "units ") + Ranges(all.Select(unit => (unit, unit)));
        return new PolicyDifference(kind, _role, $"{FunctionText.Text((byte)_code, -1)}, {who}{Place(ranges)}", before, now);
    }

    private string Place(string ranges)
    {
        bool isAnySub = ranges == $"0-{FunctionTable.MostSubFunction(_code)}";
        if (FunctionTable.HasSubFunction(_code)) return isAnySub ? "" : $", sub-function {ranges}";
        if (!FunctionTable.HasAddress(_code) && !FunctionTable.HasFiles(_code)) return "";
        string what = FunctionTable.HasFiles(_code) ? "file" : _code == FunctionCode.ReadWriteMultipleRegisters ? "writing" : "address";
        if (ranges == $"0-{LastAddress}") return $", any {(what == "writing" ? "address" : what)}";
        string reference = int.TryParse(ranges, NumberStyles.None, CultureInfo.InvariantCulture, out int single) && what != "file"
            ? AddressText.Both(FunctionTable.Table(_code), single)
            : ranges;
        return $", {what} {reference}";
    }

    private static string Ranges(IEnumerable<(int First, int Last)> ranges)
    {
        var joined = new List<(int First, int Last)>();
        foreach ((int first, int last) in ranges.Order())
        {
            if (joined.Count > 0 && joined[^1].Last + 1 == first) joined[^1] = (joined[^1].First, last);
            else joined.Add((first, last));
        }
        return string.Join(',', joined.Select(each => each.First == each.Last ? $"{each.First}" : $"{each.First}-{each.Last}"));
    }

    private readonly record struct Piece(int First, int Last, string Bounds);
}
