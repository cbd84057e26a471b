using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>One <c>allow</c> or <c>never</c> line as it was read. Clauses that the line does not have are null.</summary>
public sealed class PolicyLine
{
    /// <summary>Line number in the text, from 1.</summary>
    public int Line { get; internal set; }

    /// <summary>Column of the first word, from 1.</summary>
    public int Column { get; internal set; }

    public bool IsNever { get; internal set; }

    /// <summary>Function codes as <see cref="FunctionItem"/>, sorted, none twice.</summary>
    public int[] Functions { get; internal set; } = new int[0];

    /// <summary>Units as 256 bits, or null: any but 0 (for <c>never</c>: any). Equal sets are one object in a document.</summary>
    public byte[]? Units { get; internal set; }

    /// <summary>Addresses; of 23 both its ranges.</summary>
    public RangeList? Addresses { get; internal set; }

    /// <summary>Addresses that 23 reads, where they are bound apart.</summary>
    public RangeList? Reads { get; internal set; }

    /// <summary>Addresses that 23 writes, where they are bound apart.</summary>
    public RangeList? Writes { get; internal set; }

    public RangeList? Files { get; internal set; }

    public RangeList? Records { get; internal set; }

    public RangeList? Quantities { get; internal set; }

    /// <summary>Values in the order of their type (<see cref="ValueKey"/>).</summary>
    public RangeList? Values { get; internal set; }

    /// <summary>For f32: the bounds as decimal text, lo and hi in turn. Null for all other types.</summary>
    public string[]? ValueTexts { get; internal set; }

    public ValueType ValueType { get; internal set; }

    /// <summary>For pairs: the first register holds the low half.</summary>
    public bool IsLowFirst { get; internal set; }

    /// <summary>The largest change, for f32 as its 32 bits.</summary>
    public long Step { get; internal set; }

    /// <summary>For f32: the step as decimal text. Null for all other types.</summary>
    public string? StepText { get; internal set; }

    /// <summary>The bits that 22 may change.</summary>
    public int Mask { get; internal set; }

    public WhenClause[]? Whens { get; internal set; }

    public TimeWindow[]? Windows { get; internal set; }

    /// <summary>The clauses that the line has, a bit each: 1 &lt;&lt; <see cref="Clause"/>. Until it is read whole a line has every clause,
    /// known or not, and so allows nothing.</summary>
    internal int Clauses { get; set; } = -1;

    /// <summary>Index into the compiled policy's conditions; -1 for a line that has none.</summary>
    internal int Condition { get; set; } = -1;

    public bool HasStep
    {
        get { return Step > 0; }
    }

    public bool HasMask
    {
        get { return Has(Clause.Mask); }
    }

    /// <summary>What 23 must read within; null for anything.</summary>
    public RangeList? ReadRanges
    {
        get { return Reads ?? Addresses; }
    }

    /// <summary>What is written must lie within these; null for anything.</summary>
    public RangeList? WrittenRanges
    {
        get { return Writes ?? Addresses; }
    }

    /// <summary>Whether registers are judged as pairs.</summary>
    public bool IsPaired
    {
        get { return ValueKey.IsPaired(ValueType); }
    }

    internal bool Has(Clause clause)
    {
        return (Clauses >> (int)clause & 1) != 0;
    }

    /// <summary>The ranges of a clause; null for a line without it, and for a clause that is made of something else.</summary>
    internal RangeList? Ranges(Clause clause)
    {
        switch (clause)
        {
            case Clause.Address: return Addresses;
            case Clause.Read: return Reads;
            case Clause.Write: return Writes;
            case Clause.File: return Files;
            case Clause.Record: return Records;
            case Clause.Quantity: return Quantities;
            case Clause.Value: return Values;
            default: return null;
        }
    }

    /// <summary>Whether the line admits a request to a unit.</summary>
    public bool AdmitsUnit(int unit)
    {
        if (Units == null) return IsNever || unit != 0;
        return (Units[unit >> 3] >> (unit & 7) & 1) != 0;
    }

    /// <summary>Whether the line names a function code with this sub-function (-1: the request has none).</summary>
    public bool Names(int code, int sub)
    {
        for (int i = 0; i < Functions.Length; i++)
        {
            if (FunctionItem.Code(Functions[i]) != code) continue;
            int named = FunctionItem.Sub(Functions[i]);
            if (named == FunctionItem.AnySub || named == sub) return true;
        }
        return false;
    }

    /// <summary>What the line covers of a function's axis (<see cref="RequestAxis"/>); null for all of it.</summary>
    public RangeList? AxisRanges(int code)
    {
        if (FunctionTable.HasFiles(code)) return Files;
        if (code == FunctionCode.ReadWriteMultipleRegisters) return WrittenRanges;
        return FunctionTable.HasAddress(code) ? Addresses : null;
    }

    /// <summary>How many ranges of a function's axis the line has.</summary>
    internal int AxisCount(int code)
    {
        if (!FunctionTable.HasSubFunction(code))
        {
            RangeList? ranges = AxisRanges(code);
            return ranges == null ? 1 : ranges.Count;
        }
        int count = 0;
        for (int i = 0; i < Functions.Length; i++)
        {
            if (FunctionItem.Code(Functions[i]) == code) count++;
        }
        return count;
    }

    /// <summary>One of these ranges: addresses, files, sub-functions.</summary>
    internal void Axis(int code, int index, out int lo, out int hi)
    {
        lo = RequestAxis.Begin(code);
        hi = RequestAxis.End;
        RangeList? ranges = AxisRanges(code);
        if (ranges != null)
        {
            lo = (int)ranges.Lo(index);
            hi = (int)ranges.Hi(index);
        }
        if (!FunctionTable.HasSubFunction(code)) return;
        int item = 0;
        while (FunctionItem.Code(Functions[item]) != code) item++;
        int sub = FunctionItem.Sub(Functions[item + index]);
        if (sub != FunctionItem.AnySub) lo = hi = sub;
    }

    /// <summary>Whether the line names a function code, with whatever sub-function.</summary>
    public bool HasCode(int code)
    {
        for (int i = 0; i < Functions.Length; i++)
        {
            if (FunctionItem.Code(Functions[i]) == code) return true;
        }
        return false;
    }

    /// <summary>More than any line covers (<see cref="Width"/>).</summary>
    internal const long WidestOfAll = (long)RuleTables.Units * FunctionItem.Codes * RequestAxis.Places * 2;

    /// <summary>How many places of all functions and units the line covers, whatever its other conditions: of two lines one of which allows
    /// all that the other does, the one has as many or more.</summary>
    internal long Width
    {
        get
        {
            long places = 0;
            for (int code = 0; code < FunctionItem.Codes; code++)
            {
                if (!HasCode(code)) continue;
                int ranges = AxisCount(code);
                for (int i = 0; i < ranges; i++)
                {
                    Axis(code, i, out int lo, out int hi);
                    if (!LineCover.IsEmpty(this, code, lo, hi)) places += hi - lo + 1;
                }
            }
            int units = 0;
            for (int unit = 0; unit < RuleTables.Units; unit++)
            {
                if (AdmitsUnit(unit)) units++;
            }
            return places * units;
        }
    }
}
