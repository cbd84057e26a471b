using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads <c>value</c>, <c>step</c> and <c>as</c>, once the whole line is known: how a value reads depends on its type.</summary>
internal static class ValueReader
{
    /// <summary>Reads the type behind <c>as</c>: <c>s16</c>, <c>f32 high-first</c> …</summary>
    internal static void ReadType(PolicyTokens tokens, PolicyLine line)
    {
        int type = -1;
        for (int i = 0; i < ValueText.TypeWords.Length; i++)
        {
            if (tokens.Is(ValueText.TypeWords[i])) type = i;
        }
        if (type < 0)
        {
            tokens.Error("`" + tokens.Word + "` is no type", "write u16, s16, u32, s32 or f32");
            Clauses.SkipToNext(tokens);
            return;
        }
        line.ValueType = (ValueType)type;
        tokens.Next();
        bool hasOrder = tokens.Is("high-first") || tokens.Is("low-first");
        line.IsLowFirst = tokens.Is("low-first");
        string word = ValueText.TypeWords[type];
        if (hasOrder && !line.IsPaired) tokens.Error(word + " is a single register and has no order", "remove `" + tokens.Word + "`");
        if (!hasOrder && line.IsPaired)
        {
            tokens.ErrorAt(tokens.At - 1, word + " takes two registers: which comes first?",
                "write `as " + word + " high-first` or `low-first`");
        }
        if (hasOrder) tokens.Next();
    }

    /// <summary>Reads the list behind <c>value</c>.</summary>
    internal static void ReadValues(PolicyTokens tokens, PolicyLine line)
    {
        var values = new RangeList();
        var texts = new string[2];
        do
        {
            if (!RangeReader.ExpectItem(tokens, ClauseTable.Row(Clause.Value))) return;
            RangeReader.SplitRange(tokens.Word, out string first, out string last, out bool isDashed);
            if (isDashed && first[0] == '-')
            {
                tokens.Error("`" + tokens.Word + "` can be read in two ways", "write " + first + ".." + last);
                return;
            }
            if (!ReadOne(tokens, line.ValueType, first, out long lo, out string loText)) return;
            if (!ReadOne(tokens, line.ValueType, last, out long hi, out string hiText)) return;
            if (lo > hi)
            {
                tokens.Error("the range runs backwards", "write the smaller value first");
                return;
            }
            if (2 * values.Count == texts.Length) texts = Resized(texts, 2 * texts.Length);
            texts[2 * values.Count] = loText;
            texts[2 * values.Count + 1] = hiText;
            values.Add(lo, hi);
            tokens.Next();
        }
        while (tokens.SkipComma());
        line.Values = values;
        line.ValueTexts = line.ValueType == ValueType.F32 ? Resized(texts, 2 * values.Count) : null;
    }

    /// <summary>Reads the number behind <c>step</c>.</summary>
    internal static void ReadStep(PolicyTokens tokens, PolicyLine line)
    {
        if (!RangeReader.ExpectItem(tokens, ClauseTable.Row(Clause.Step))) return;
        bool isSingle = line.ValueType == ValueType.F32;
        long largest = line.IsPaired ? uint.MaxValue : ushort.MaxValue;
        long step = isSingle ? ReadSingle(tokens, line) : NumberText.Read(tokens.Word);
        if (step > 0 && step <= largest)
        {
            line.Step = step;
            return;
        }
        tokens.Error("`" + tokens.Word + "` is no step of " + ValueText.TypeWord(line.ValueType),
            isSingle ? "write a decimal above 0, such as 2.5" : "write a whole number from 1 to " + largest.ToString());
    }

    private static long ReadSingle(PolicyTokens tokens, PolicyLine line)
    {
        var number = new DecimalText();
        if (!number.Read(tokens.Word)) return 0;
        line.StepText = number.Normal;
        return ValueKey.Of(ValueType.F32, number.Bits);
    }

    private static bool ReadOne(PolicyTokens tokens, ValueType type, string text, out long key, out string normal)
    {
        normal = "";
        key = 0;
        if (type == ValueType.Coil) return ReadCoil(tokens, text, out key);
        if (type == ValueType.F32)
        {
            var number = new DecimalText();
            if (!number.Read(text)) return FailNumber(tokens, text, "write a decimal with at most 18 digits, such as -40.0");
            key = ValueKey.Of(type, number.Bits);
            normal = number.Normal;
            return true;
        }
        bool isNegative = text.Length > 0 && text[0] == '-';
        long magnitude = NumberText.Read(isNegative ? text.Substring(1) : text);
        if (magnitude == NumberText.None)
        {
            return FailNumber(tokens, text, text.IndexOf('.') >= 0 ? "a fraction needs `as f32 …`" : "write a whole number");
        }
        key = isNegative ? -magnitude : magnitude;
        if (key >= Least(type) && key <= Most(type)) return true;
        string bounds = " (" + Least(type).ToString() + ".." + Most(type).ToString() + ")";
        tokens.Error(text + " does not fit " + ValueText.TypeWord(type) + bounds,
            isNegative && Least(type) == 0 ? "name the type: `as s16` or `as s32 high-first`" : "correct the value or name a larger type");
        return false;
    }

    private static bool ReadCoil(PolicyTokens tokens, string text, out long key)
    {
        key = text == "on" ? 1 : 0;
        if (text == "on" || text == "off") return true;
        tokens.Error("a coil is not `" + text + "`", "write `value on` or `value off`");
        return false;
    }

    private static bool FailNumber(PolicyTokens tokens, string text, string remedy)
    {
        tokens.Error("`" + text + "` is no value", remedy);
        return false;
    }

    internal static long Least(ValueType type)
    {
        return type == ValueType.S16 ? short.MinValue : type == ValueType.S32 ? int.MinValue : 0;
    }

    internal static long Most(ValueType type)
    {
        switch (type)
        {
            case ValueType.S16: return short.MaxValue;
            case ValueType.U32: return uint.MaxValue;
            case ValueType.S32: return int.MaxValue;
            default: return ushort.MaxValue;
        }
    }

    private static string[] Resized(string[] texts, int length)
    {
        var result = new string[length];
        for (int i = 0; i < length && i < texts.Length; i++) result[i] = texts[i];
        return result;
    }
}
