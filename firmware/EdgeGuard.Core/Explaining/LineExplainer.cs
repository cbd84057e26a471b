using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>Says of one line why it allows a request, or what is the first thing in its way.</summary>
internal static class LineExplainer
{
    // Longer lists show the registers of their first ranges only.
    private const int MostRanges = 2;

    internal static string Why(PolicyLine line, CompiledPolicy policy, Request request, JudgeInput input, out bool allows)
    {
        allows = false;
        if (!line.Names(request.Function, request.SubFunction)) return "is not for sub-function " + request.SubFunction.ToString();
        if (!line.AdmitsUnit(request.Unit))
        {
            return line.Units == null
                ? "names no unit, and unit 0 (broadcast) must be written" : "is not for unit " + request.Unit.ToString();
        }
        RangeList? ranges = line.AxisRanges(request.Function);
        int first = RequestAxis.First(request, out int last);
        if (ranges != null && !ranges.Covers(first, last)) return Outside(ranges, request, first);
        var decision = new Decision();
        Refusal miss = Judge.Conditions(policy, line, request, input, decision);
        allows = miss == Refusal.None;
        string registers = Registers(line);
        return (allows ? "allows it" : Miss(line, miss, request, decision)) + (registers.Length > 0 ? "; in registers " + registers : "");
    }

    private static string Outside(RangeList ranges, Request request, int first)
    {
        if (request.GroupCount > 0) return "file " + first.ToString() + " is not within " + LineWriter.Ranges(ranges);
        AddressTable table = request.IsWrite ? request.WriteTable : request.ReadTable;
        int outside = first;
        for (int i = 0; i < ranges.Count; i++)
        {
            if (first >= ranges.Lo(i) && first <= ranges.Hi(i)) outside = (int)ranges.Hi(i) + 1;
        }
        return AddressText.TableName(table) + " " + AddressText.Both(table, outside) + " is not within " + LineWriter.Ranges(ranges);
    }

    private static string Miss(PolicyLine line, Refusal miss, Request request, Decision decision)
    {
        switch (miss)
        {
            case Refusal.Address: return MissedRange(line, request, decision);
            case Refusal.Quantity:
                if (line.Quantities == null)
                {
                    return "carries " + decision.OffendingValue.ToString() + " words of data, and a line without `quantity` allows one";
                }
                return "quantity " + decision.OffendingValue.ToString() + " is not within " + LineWriter.Ranges(line.Quantities);
            case Refusal.Value: return MissedValue(line, request, decision);
            case Refusal.Mask:
                return "bits 0x" + LineWriter.Hex(decision.OffendingValue) + " would change, and only 0x" + LineWriter.Hex(line.Mask)
                    + " may";
            case Refusal.Time: return "holds during " + LineWriter.Windows(line.Windows) + " only";
            case Refusal.TimeUnknown: return "holds during " + LineWriter.Windows(line.Windows) + ", and the time is not known";
            case Refusal.State: return MissedState(line, decision);
            case Refusal.Step: return MissedStep(line, decision);
            case Refusal.StateUnknown: return Waits(request, decision);
            default: return RefusalText.Of(miss);
        }
    }

    private static string MissedRange(PolicyLine line, Request request, Decision decision)
    {
        if (request.GroupCount == 0)
        {
            return "reads " + Holding(decision.OffendingAddress) + ", which is not within " + LineWriter.Ranges(line.ReadRanges);
        }
        for (int i = 0; i < request.GroupCount; i++)
        {
            int file = request.GroupFile(i);
            if (line.Files != null && !line.Files.Covers(file, file))
            {
                return "file " + file.ToString() + " is not within " + LineWriter.Ranges(line.Files);
            }
        }
        return "records from " + decision.OffendingAddress.ToString() + " on are not within " + LineWriter.Ranges(line.Records);
    }

    private static string MissedValue(PolicyLine line, Request request, Decision decision)
    {
        AddressTable table = request.WriteTable;
        string at = AddressText.Both(table, decision.OffendingAddress);
        bool isHalf = line.IsPaired && (line.Values == null || IsHalf(line, request));
        if (isHalf) return "register " + at + " is half of a pair: " + ValueText.TypeWord(line.ValueType) + " is written whole";
        return "value " + Shown(decision) + " at " + at + " is not within " + LineWriter.Values(line) + Doubt(decision);
    }

    private static string MissedStep(PolicyLine line, Decision decision)
    {
        string at = Shown(decision) + " at " + Holding(decision.OffendingAddress);
        string doubt = Doubt(decision);
        return doubt.Length > 0
            ? "written or present value " + at + " is no number" + doubt
            : "value " + at + " is more than " + LineWriter.Step(line) + " from the present one";
    }

    private static string Shown(Decision decision)
    {
        return ValueText.Text(decision.OffendingType, decision.OffendingValue);
    }

    private static string Doubt(Decision decision)
    {
        return ValueText.Doubt(decision.OffendingType, decision.OffendingValue);
    }

    private static bool IsHalf(PolicyLine line, Request request)
    {
        if (request.WriteQuantity % 2 != 0) return true;
        RangeList? written = line.WrittenRanges;
        for (int i = 0; written != null && i < written.Count; i++)
        {
            if (request.WriteAddress >= written.Lo(i) && request.WriteAddress <= written.Hi(i))
            {
                return (request.WriteAddress - written.Lo(i)) % 2 != 0;
            }
        }
        return false;
    }

    private static string MissedState(PolicyLine line, Decision decision)
    {
        for (int i = 0; i < line.Whens!.Length; i++)
        {
            WhenClause when = line.Whens[i];
            if (when.Address != decision.OffendingAddress || WhenClause.Holds(when.Operator, decision.OffendingValue, when.Value)) continue;
            return "holds when " + LineWriter.When(when) + ", and " + AddressText.TableName(when.Table) + " "
                + AddressText.Both(when.Table, when.Address) + " is " + decision.OffendingValue.ToString();
        }
        return RefusalText.Of(Refusal.State);
    }

    private static string Waits(Request request, Decision decision)
    {
        if (decision.NeedTable == AddressTable.None) return "needs a value that cannot be read from all units at once";
        return "first needs " + AddressText.TableName(decision.NeedTable) + " "
            + RequestWords.Span(decision.NeedTable, decision.NeedAddress, decision.NeedQuantity) + " of unit "
            + decision.NeedUnit.ToString() + ", read from the PLC";
    }

    // The ends of a line's ranges as the registers that hold them, to be held beside a trace: `90.0 = 42B4 0000`. Empty for a line without
    // ranges of pairs.
    private static string Registers(PolicyLine line)
    {
        if (line.Values == null || !line.IsPaired) return "";
        string text = "";
        for (int i = 0; i < line.Values.Count && i < MostRanges; i++)
        {
            text += (i > 0 ? ", " : "") + End(line, line.Values.Lo(i), 2 * i);
            if (line.Values.Hi(i) != line.Values.Lo(i)) text += ", " + End(line, line.Values.Hi(i), 2 * i + 1);
        }
        return text + (line.Values.Count > MostRanges ? ", ..." : "");
    }

    private static string End(PolicyLine line, long key, int at)
    {
        long bits = line.ValueType == ValueType.F32 && key < 0 ? 0x8000_0000 - key : key & uint.MaxValue;
        string high = LineWriter.Hex((int)(bits >> 16));
        string low = LineWriter.Hex((int)(bits & 0xFFFF));
        return LineWriter.Value(line, key, at) + " = " + (line.IsLowFirst ? low + " " + high : high + " " + low);
    }

    private static string Holding(int address)
    {
        return AddressText.Both(AddressTable.HoldingRegisters, address);
    }
}
