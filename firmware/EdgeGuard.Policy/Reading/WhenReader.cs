using System;
using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Reads <c>when 3:12 [unit 2] = 0 within 5s</c>.</summary>
internal static class WhenReader
{
    /// <summary>Reads what stands behind <c>when</c> and adds it to the line.</summary>
    internal static void Read(PolicyTokens tokens, PolicyLine line)
    {
        int start = tokens.At;
        var when = new WhenClause();
        bool ok = ReadPlace(tokens, when) && ReadUnit(tokens, when) && ReadOperator(tokens, when) && ReadValue(tokens, when)
            && ReadWithin(tokens, when);
        if (!ok)
        {
            Clauses.SkipToNext(tokens);
            return;
        }
        int count = line.Whens == null ? 0 : line.Whens.Length;
        if (count == WhenClause.MaxPerLine)
        {
            tokens.ErrorAt(start, "a line can have at most " + WhenClause.MaxPerLine.ToString() + " `when`", "remove one");
            return;
        }
        line.Whens = Append(line.Whens, count, when);
    }

    /// <summary>The largest value that a place can hold.</summary>
    internal static int Largest(AddressTable table)
    {
        return AddressTables.IsBits(table) ? 1 : ushort.MaxValue;
    }

    private static bool ReadPlace(PolicyTokens tokens, WhenClause when)
    {
        string word = tokens.Word;
        long address = -1;
        if (AddressText.IsReference(word))
        {
            when.Table = AddressText.TableOf(word);
            address = AddressText.AddressOf(word);
        }
        else if (word.Length > 2 && word[1] == ':' && word[0] >= '1' && word[0] <= '4')
        {
            when.Table = FunctionTable.Table(word[0] - '0');
            address = NumberText.ReadDecimal(word.Substring(2));
        }
        if (address < 0 || address >= ModbusLimits.AddressSpace)
        {
            return Fail(tokens, "`" + word + "` is no place to read a state from",
                "write the read function and the address: 1:ADDRESS coil, 2: discrete input, 3: holding register, 4: input register");
        }
        when.Address = (int)address;
        tokens.Next();
        return true;
    }

    private static bool ReadUnit(PolicyTokens tokens, WhenClause when)
    {
        if (!tokens.Is("unit")) return true;
        tokens.Next();
        long unit = NumberText.Read(tokens.Word);
        if (unit < 0 || unit > 255) return Fail(tokens, "`unit` of a `when` is one unit, 0-255", "write for example `unit 2`");
        when.Unit = (int)unit;
        tokens.Next();
        return true;
    }

    private static bool ReadOperator(PolicyTokens tokens, WhenClause when)
    {
        string word = tokens.Kind == TokenKind.Operator ? tokens.Word : "";
        int found = word == "==" ? (int)WhenOperator.Equal : -1;
        for (int i = 0; i < WhenClause.Operators.Length; i++)
        {
            if (WhenClause.Operators[i] == word) found = i;
        }
        if (found < 0) return Fail(tokens, "a comparison is missing", "write = != < <= > or >=");
        when.Operator = (WhenOperator)found;
        tokens.Next();
        return true;
    }

    private static bool ReadValue(PolicyTokens tokens, WhenClause when)
    {
        bool isBit = AddressTables.IsBits(when.Table);
        string word = tokens.Word;
        long value = isBit && word == "on" ? 1 : isBit && word == "off" ? 0 : NumberText.Read(word);
        if (value < 0 || value > Largest(when.Table))
        {
            return Fail(tokens, "`" + word + "` cannot be compared with",
                isBit ? "a bit is 0 or 1" : "a register is 0-65535");
        }
        when.Value = (int)value;
        tokens.Next();
        return true;
    }

    private static bool ReadWithin(PolicyTokens tokens, WhenClause when)
    {
        if (!tokens.Is("within")) return Fail(tokens, "how old may the state be?", "end the `when` with, for example, `within 5s`");
        tokens.Next();
        when.WithinMs = DurationText.Read(tokens.Word);
        if (when.WithinMs < 0) return Fail(tokens, "`" + tokens.Word + "` is no duration", "write for example 500ms or 5s, at most 3600s");
        tokens.Next();
        return true;
    }

    private static bool Fail(PolicyTokens tokens, string message, string remedy)
    {
        tokens.Error(message, remedy);
        return false;
    }

    private static WhenClause[] Append(WhenClause[]? whens, int count, WhenClause when)
    {
        var result = new WhenClause[count + 1];
        if (whens != null) Array.Copy(whens, result, count);
        result[count] = when;
        return result;
    }
}
