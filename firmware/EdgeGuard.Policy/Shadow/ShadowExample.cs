using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>A request that one line seems to forbid, and another one, which covers it, lets through; as <c>explain</c> takes it.</summary>
internal static class ShadowExample
{
    // A longer list of values is no example any more.
    private const int MostValues = 8;

    /// <summary>The request, and the circumstances that make the difference; empty where there is none that is short.</summary>
    /// <param name="wide">The line that covers.</param>
    /// <param name="narrow">The one that is covered.</param>
    /// <param name="piece">Where.</param>
    internal static string Text(PolicyLine wide, PolicyLine narrow, ShadowPiece piece)
    {
        int quantity = Least(narrow, piece.Code);
        if (quantity > MostValues) return "";
        string value = narrow.Values == null ? "" : Outside(wide, narrow);
        if (value.Length > 0) return Request(narrow, piece, piece.Lo, quantity, value);
        string plain = Request(narrow, piece, piece.Lo, quantity, Allowed(narrow));
        if (narrow.HasStep && !wide.HasStep) return plain + " with any step";
        if (narrow.HasStep && !ValueCover.Steps(narrow, wide)) return plain + " with a step of " + LineWriter.Step(wide);
        if (narrow.HasMask && !ValueCover.Masks(narrow, wide)) return Masked(wide, piece);
        if (narrow.Whens != null && wide.Whens == null)
        {
            return plain + " also where `when " + LineWriter.When(narrow.Whens[0]) + "` does not hold";
        }
        if (narrow.Windows != null && !StateCover.Windows(narrow, wide))
        {
            return plain + " also outside " + LineWriter.Windows(narrow.Windows);
        }
        string larger = Larger(wide, narrow, piece);
        return larger.Length > 0 ? larger : Beside(wide, narrow, piece, quantity);
    }

    private static string Larger(PolicyLine wide, PolicyLine narrow, ShadowPiece piece)
    {
        if (!FunctionTable.HasAddress(piece.Code)) return "";
        for (int quantity = 1; quantity <= MostValues && quantity <= piece.Hi - piece.Lo + 1; quantity++)
        {
            if (quantity > FunctionTable.MostQuantity(piece.Code) || LineCover.Takes(narrow, piece.Code, quantity)) continue;
            if (LineCover.Takes(wide, piece.Code, quantity)) return Request(narrow, piece, piece.Lo, quantity, Allowed(narrow));
        }
        return "";
    }

    // The same, next to the range.
    private static string Beside(PolicyLine wide, PolicyLine narrow, ShadowPiece piece, int quantity)
    {
        RangeList? own = narrow.AxisRanges(piece.Code);
        RangeList? other = wide.AxisRanges(piece.Code);
        if (own == null) return "";
        int next = piece.Hi + 1;
        int last = piece.Hi + quantity;
        if (last < ModbusLimits.AddressSpace && !narrow.IsPaired && (other == null || other.Covers(next, last)))
        {
            return Request(narrow, piece, next, quantity, Allowed(narrow));
        }
        int first = piece.Lo - quantity;
        bool isBefore = first >= 0 && (other == null || other.Covers(first, piece.Lo - 1));
        return isBefore ? Request(narrow, piece, first, quantity, Allowed(narrow)) : "";
    }

    private static string Masked(PolicyLine wide, ShadowPiece piece)
    {
        return "`" + Head(piece) + " address " + piece.Lo.ToString() + " and 0x" + LineWriter.Hex(wide.HasMask ? ~wide.Mask & 0xFFFF : 0)
            + " or 0x0000`";
    }

    private static string Request(PolicyLine narrow, ShadowPiece piece, int address, int quantity, string value)
    {
        int code = piece.Code;
        string text = "`" + Head(piece);
        bool isBoth = code == FunctionCode.ReadWriteMultipleRegisters;
        if (FunctionTable.HasFiles(code))
        {
            text += " file " + (address > 0 ? address : 1).ToString() + " record " + Span(narrow.Records, quantity);
        }
        else if (isBoth)
        {
            text += " read " + Span(narrow.ReadRanges, quantity) + " write " + address.ToString();
        }
        else if (FunctionTable.HasAddress(code))
        {
            text += " address " + address.ToString();
        }
        bool isWrite = FunctionTable.WritesCoils(code) || FunctionTable.WritesRegisterValues(code);
        if (!isWrite) return text + (quantity > 1 && FunctionTable.HasAddress(code) ? "-" + (address + quantity - 1).ToString() : "") + "`";
        bool isPaired = narrow.IsPaired && quantity % 2 == 0;
        text += " value " + (FunctionTable.WritesCoils(code) && value == "0" ? "off" : value);
        for (int i = isPaired ? 2 : 1; i < quantity; i += isPaired ? 2 : 1) text += "," + value;
        return text + (narrow.Has(Clause.As) ? " as " + LineWriter.Type(narrow) : "") + "`";
    }

    private static string Head(ShadowPiece piece)
    {
        string sub = FunctionTable.HasSubFunction(piece.Code) ? "/" + piece.Lo.ToString() : "";
        return FunctionText.Digits(piece.Code) + sub + " unit " + piece.Unit.ToString();
    }

    // So many from the first range that is wide enough.
    private static string Span(RangeList? ranges, int quantity)
    {
        long first = 0;
        for (int i = 0; ranges != null && i < ranges.Count; i++)
        {
            if (ranges.Hi(i) - ranges.Lo(i) + 1 < quantity) continue;
            first = ranges.Lo(i);
            break;
        }
        return first.ToString() + (quantity > 1 ? "-" + (first + quantity - 1).ToString() : "");
    }

    private static int Least(PolicyLine line, int code)
    {
        int quantity = 1;
        while (quantity <= MostValues && !LineCover.Takes(line, code, quantity)) quantity++;
        return quantity;
    }

    private static string Allowed(PolicyLine narrow)
    {
        return narrow.Values == null ? "0" : LineWriter.Value(narrow, narrow.Values.Lo(0), 0);
    }

    // A value next to those that a line allows; empty where the other line does not allow it either.
    private static string Outside(PolicyLine wide, PolicyLine narrow)
    {
        RangeList values = narrow.Values!;
        bool isSame = wide.ValueType == narrow.ValueType && (!wide.IsPaired || wide.IsLowFirst == narrow.IsLowFirst);
        if (wide.Values != null && !isSame) return "";
        for (int i = 0; i < values.Count; i++)
        {
            string above = Beyond(wide, narrow, values.Hi(i), 2 * i + 1, 1);
            if (above.Length > 0) return above;
            string below = Beyond(wide, narrow, values.Lo(i), 2 * i, -1);
            if (below.Length > 0) return below;
        }
        return "";
    }

    private static string Beyond(PolicyLine wide, PolicyLine narrow, long bound, int at, int sign)
    {
        string text = "";
        long key = bound + sign;
        if (narrow.ValueType == ValueType.F32)
        {
            var number = new DecimalText();
            text = number.Beyond(narrow.ValueTexts![at], sign);
            if (text.Length == 0) return "";
            key = ValueKey.Of(ValueType.F32, number.Bits);
        }
        else if (key < ValueReader.Least(narrow.ValueType) || key > ValueReader.Most(narrow.ValueType))
        {
            return "";
        }
        if (narrow.Values!.Covers(key, key) || (wide.Values != null && !wide.Values.Covers(key, key))) return "";
        return text.Length > 0 ? text : LineWriter.Value(narrow, key, at);
    }
}
