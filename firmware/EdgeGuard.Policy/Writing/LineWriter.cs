using System.Text;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Prints what stands behind <c>allow</c> or <c>never</c>, in a fixed order of clauses.</summary>
public static class LineWriter
{
    internal static void Write(StringBuilder text, PolicyLine line)
    {
        WriteFunctions(text, line.Functions);
        for (int clause = 1; clause < ClauseTable.End; clause++)
        {
            if (line.Has((Clause)clause)) text.Append(" " + ClauseTable.Row((Clause)clause).Word + " " + Behind(line, (Clause)clause));
        }
    }

    /// <summary>A <c>when</c> without the word: <c>3:12 = 0 within 5s</c>.</summary>
    public static string When(WhenClause when)
    {
        string unit = when.Unit == WhenClause.RequestUnit ? "" : " unit " + when.Unit.ToString();
        return FunctionTable.ReadFunction(when.Table).ToString() + ":" + when.Address.ToString() + unit + " "
            + WhenClause.Operators[(int)when.Operator] + " " + when.Value.ToString() + " within " + DurationText.Write(when.WithinMs);
    }

    /// <summary>Ranges as <c>0-9,20</c>.</summary>
    public static string Ranges(RangeList? ranges)
    {
        if (ranges == null) return "";
        var text = TextBuilder.New();
        for (int i = 0; i < ranges.Count; i++)
        {
            if (i > 0) text.Append(",");
            text.Append(ranges.Lo(i));
            if (ranges.Hi(i) > ranges.Lo(i)) text.Append("-" + ranges.Hi(i).ToString());
        }
        return text.ToString();
    }

    /// <summary>The values of a line as it names them.</summary>
    public static string Values(PolicyLine line)
    {
        RangeList? values = line.Values;
        if (values == null) return "";
        var text = TextBuilder.New();
        for (int i = 0; i < values.Count; i++)
        {
            string lo = Value(line, values.Lo(i), 2 * i);
            string hi = Value(line, values.Hi(i), 2 * i + 1);
            if (i > 0) text.Append(",");
            text.Append(lo);
            if (values.Lo(i) != values.Hi(i)) text.Append((IsSigned(line.ValueType) ? ".." : "-") + hi);
        }
        return text.ToString();
    }

    public static string Windows(TimeWindow[]? windows)
    {
        if (windows == null) return "";
        var text = TextBuilder.New();
        for (int i = 0; i < windows.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (windows[i].Days != WindowReader.EveryDay) text.Append(DayText(windows[i].Days) + " ");
            text.Append(ClockText(windows[i].From) + "-" + ClockText(windows[i].To));
        }
        return text.ToString();
    }

    public static string Hex(int value)
    {
        const string digits = "0123456789ABCDEF";
        var text = new char[4];
        for (int i = 0; i < 4; i++) text[i] = digits[value >> (12 - 4 * i) & 15];
        return new string(text);
    }

    /// <summary>A value of a line's type as it is written.</summary>
    /// <param name="line">The line.</param>
    /// <param name="key">The value (<see cref="ValueKey"/>).</param>
    /// <param name="at">For f32: where its text stands.</param>
    public static string Value(PolicyLine line, long key, int at)
    {
        if (line.ValueType == ValueType.Coil) return key == 0 ? "off" : "on";
        return line.ValueTexts == null ? key.ToString() : line.ValueTexts[at];
    }

    public static string Step(PolicyLine line)
    {
        return line.StepText ?? line.Step.ToString();
    }

    /// <summary><c>f32 high-first</c>.</summary>
    internal static string Type(PolicyLine line)
    {
        return ValueText.TypeWord(line.ValueType) + (line.IsPaired ? line.IsLowFirst ? " low-first" : " high-first" : "");
    }

    // What stands behind a clause's word; nothing where it could not be read.
    private static string Behind(PolicyLine line, Clause clause)
    {
        switch (clause)
        {
            case Clause.Unit: return Units(line.Units);
            case Clause.Value: return Values(line);
            case Clause.Step: return Step(line);
            case Clause.As: return Type(line);
            case Clause.Mask: return "0x" + Hex(line.Mask);
            case Clause.When: return Whens(line.Whens);
            case Clause.During: return Windows(line.Windows);
            default: return Ranges(line.Ranges(clause));
        }
    }

    private static void WriteFunctions(StringBuilder text, int[] functions)
    {
        for (int i = 0; i < functions.Length; i++)
        {
            int sub = FunctionItem.Sub(functions[i]);
            text.Append((i > 0 ? "," : "") + FunctionItem.Code(functions[i]).ToString());
            if (sub >= 0) text.Append("/" + sub.ToString());
        }
    }

    private static string Units(byte[]? units)
    {
        if (units == null) return "";
        var ranges = new RangeList();
        for (int unit = 0; unit < 256; unit++)
        {
            if ((units[unit >> 3] >> (unit & 7) & 1) != 0) ranges.Join(unit, unit);
        }
        return Ranges(ranges);
    }

    private static bool IsSigned(ValueType type)
    {
        return type != ValueType.U16 && type != ValueType.U32;
    }

    private static string Whens(WhenClause[]? whens)
    {
        if (whens == null) return "";
        string text = When(whens[0]);
        for (int i = 1; i < whens.Length; i++) text += " when " + When(whens[i]);
        return text;
    }

    private static string DayText(int days)
    {
        var text = TextBuilder.New();
        for (int day = 0; day < 7; day++)
        {
            if ((days >> day & 1) == 0) continue;
            int last = day;
            while (last < 6 && (days >> (last + 1) & 1) != 0) last++;
            if (text.Length > 0) text.Append(",");
            text.Append(WindowReader.Days[day]);
            if (last > day) text.Append((last > day + 1 ? "-" : ",") + WindowReader.Days[last]);
            day = last;
        }
        return text.ToString();
    }

    private static string ClockText(int minute)
    {
        int hour = minute / 60;
        int rest = minute - hour * 60;
        return (hour < 10 ? "0" : "") + hour.ToString() + (rest < 10 ? ":0" : ":") + rest.ToString();
    }
}
