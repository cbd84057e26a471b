using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Checks that the clauses of a line can bind its functions, and fit each other.</summary>
internal static class LineCheck
{
    internal static void Run(PolicyTokens tokens, PolicyLine line, int[] clauseAt)
    {
        for (int clause = 0; clause < clauseAt.Length; clause++)
        {
            if (clauseAt[clause] < 0) continue;
            if (line.IsNever && !IsForNever(clause)) tokens.ErrorAt(clauseAt[clause],
                "`" + Clauses.Words[clause] + "` cannot stand on a `never` line", "`never` takes unit, address and file");
            else CheckFunctions(tokens, line, clause, clauseAt[clause]);
        }
        CheckTogether(tokens, line, clauseAt);
        if (!line.IsNever) WarnOfBlindFunctions(tokens, line);
    }

    /// <summary>Whether a line's values are coils: one function that writes coils makes them so.</summary>
    internal static bool WritesCoils(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
            if (FunctionTable.WritesCoils(FunctionItem.Code(line.Functions[i]))) return true;
        return false;
    }

    /// <summary>Whether every function of a line writes coils.</summary>
    internal static bool WritesCoilsAlone(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
            if (!FunctionTable.WritesCoils(FunctionItem.Code(line.Functions[i]))) return false;
        return true;
    }

    /// <summary>Reports a reference whose table a function of the line does not touch.</summary>
    internal static void Tables(PolicyTokens tokens, int token, PolicyLine line, AddressTable table)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int code = FunctionItem.Code(line.Functions[i]);
            AddressTable own = FunctionTable.Table(code);
            if (own == table || !FunctionTable.HasAddress(code)) continue;
            tokens.ErrorAt(token, "`" + tokens.WordAt(token) + "` is " + AddressText.A(table) + ", but function "
                + FunctionTable.Title(code) + " is about " + AddressText.A(own), "give the function a line of its own");
            return;
        }
    }

    private static bool IsForNever(int clause)
    {
        return clause == Clauses.Unit || clause == Clauses.Address || clause == Clauses.File;
    }

    // One error a clause: it names the first function that does not fit.
    private static void CheckFunctions(PolicyTokens tokens, PolicyLine line, int clause, int token)
    {
        if (clause == Clauses.Value && WritesCoils(line) && !WritesCoilsAlone(line))
        {
            FailMixed(tokens, line, token);
            return;
        }
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int code = FunctionItem.Code(line.Functions[i]);
            if (Binds(clause, code, line)) continue;
            tokens.ErrorAt(token, "`" + Clauses.Words[clause] + "` cannot bind function " + FunctionTable.Title(code), Remedy(clause, code, line));
            return;
        }
    }

    // Coils take on and off, registers numbers: the value says which of the functions are in the wrong place.
    private static void FailMixed(PolicyTokens tokens, PolicyLine line, int token)
    {
        string value = tokens.WordAt(token + 1);
        bool isCoil = value == "on" || value == "off";
        string wrong = "";
        string right = "";
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int code = FunctionItem.Code(line.Functions[i]);
            bool fits = isCoil ? FunctionTable.WritesCoils(code) : BindsRegisters(code, line);
            if (fits) right += (right.Length > 0 ? "," : "") + code.ToString();
            else wrong += (wrong.Length > 0 ? ", " : "") + FunctionTable.Digits(code);
        }
        tokens.ErrorAt(1, "`value " + value + "` cannot bind function " + wrong,
            right.Length > 0 ? "write `" + right + "` here, and give the others lines of their own" : "give coils and registers lines of their own");
    }

    private static bool Binds(int clause, int code, PolicyLine line)
    {
        switch (clause)
        {
            case Clauses.Address: return FunctionTable.HasAddress(code);
            case Clauses.Read:
            case Clauses.Write: return code == FunctionCode.ReadWriteMultipleRegisters;
            case Clauses.File:
            case Clauses.Record: return FunctionTable.HasFiles(code);
            case Clauses.Quantity: return FunctionTable.HasQuantity(code) || (code == FunctionCode.Diagnostics && CarriesQueriesAlone(line));
            case Clauses.Value:
                return line.ValueType == ValueType.Coil ? FunctionTable.WritesCoils(code) : BindsRegisters(code, line);
            case Clauses.As:
            case Clauses.Step: return BindsRegisters(code, line);
            case Clauses.Mask: return code == FunctionCode.MaskWriteRegister;
            default: return true;
        }
    }

    // The one sub-function of 8 whose data may be of any length.
    private static bool CarriesQueriesAlone(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
            if (FunctionItem.Code(line.Functions[i]) == FunctionCode.Diagnostics && FunctionItem.Sub(line.Functions[i]) != DiagnosticsCode.ReturnQueryData) return false;
        return true;
    }

    private static bool BindsRegisters(int code, PolicyLine line)
    {
        return FunctionTable.WritesRegisterValues(code) && !(line.IsPaired && code == FunctionCode.WriteSingleRegister);
    }

    private static string Remedy(int clause, int code, PolicyLine line)
    {
        bool isTyped = clause == Clauses.Value || clause == Clauses.As || clause == Clauses.Step;
        if (isTyped && code == FunctionCode.MaskWriteRegister) return "22 is bound by `mask`: give it a line of its own";
        if (isTyped && code == FunctionCode.WriteSingleRegister && line.IsPaired)
            return "06 writes one register, " + ValueReader.TypeWord(line.ValueType) + " takes two in one request: leave 6 out";
        if (clause == Clauses.Value && line.ValueType == ValueType.Coil && FunctionTable.WritesRegisterValues(code))
            return "coils take on and off, registers numbers: give each a line of its own";
        return "give the function a line of its own, without `" + Clauses.Words[clause] + "`";
    }

    private static void CheckTogether(PolicyTokens tokens, PolicyLine line, int[] clauseAt)
    {
        int read = clauseAt[Clauses.Read];
        int write = clauseAt[Clauses.Write];
        if (read >= 0 != write >= 0) tokens.ErrorAt(read >= 0 ? read : write,
            "23 reads and writes, and only one of its ranges is bound", read >= 0 ? "add `write A-B`" : "add `read A-B`");
        if (clauseAt[Clauses.Address] >= 0 && (read >= 0 || write >= 0)) tokens.ErrorAt(clauseAt[Clauses.Address],
            "`address` binds both ranges of 23 already", "keep `address`, or `read` and `write`");
        if (clauseAt[Clauses.As] >= 0 && clauseAt[Clauses.Value] < 0 && clauseAt[Clauses.Step] < 0) tokens.ErrorAt(clauseAt[Clauses.As],
            "`as` says how to read a value, and there is none", "add `value` or `step`, or remove it");
        if (line.IsPaired && (line.Values != null || line.HasStep)) CheckPairs(tokens, line, clauseAt);
    }

    // Pairs count from the first register of the line's range: without a range nobody could tell where one begins.
    private static void CheckPairs(PolicyTokens tokens, PolicyLine line, int[] clauseAt)
    {
        int at = clauseAt[Clauses.Write] >= 0 ? clauseAt[Clauses.Write] : clauseAt[Clauses.Address];
        RangeList? written = line.Writes ?? line.Addresses;
        string type = ValueReader.TypeWord(line.ValueType);
        if (at < 0) tokens.ErrorAt(clauseAt[Clauses.As], type + " takes pairs of registers: where does the first begin?", "add `address A-B`");
        else if (written != null && !IsEven(written)) tokens.ErrorAt(at + 1, type
            + " takes pairs of registers, and the range ends in half of one", "make each range an even number of registers");
    }

    private static bool IsEven(RangeList ranges)
    {
        for (int i = 0; i < ranges.Count; i++)
            if ((ranges.Hi(i) - ranges.Lo(i)) % 2 == 0) return false;
        return true;
    }

    private static void WarnOfBlindFunctions(PolicyTokens tokens, PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int item = line.Functions[i];
            if (FunctionTable.CanBeJudged(item)) continue;
            tokens.WarnAt(1, "function " + FunctionText.Text((byte)FunctionItem.Code(item), FunctionItem.Sub(item)) + ": what it touches cannot be judged",
                "allow it only to roles that need it" + (HasFreeData(item, line) ? "; a PLC that ignores the header's length takes its data for further requests: there it opens everything" : ""));
        }
        bool isBound = line.Addresses != null || line.Reads != null || line.Values != null || line.HasStep || line.Quantities != null;
        if (isBound && line.HasCode(FunctionCode.ReadWriteMultipleRegisters)) tokens.WarnAt(1, "function " + FunctionTable.Title(FunctionCode.ReadWriteMultipleRegisters)
            + ": a PLC that does not know it, and ignores the header's length, takes its data for further requests", "leave 23 out unless the PLC has it");
    }

    // Whether its data may be of such a length that a whole request fits.
    private static bool HasFreeData(int item, PolicyLine line)
    {
        int sub = FunctionItem.Sub(item);
        if (FunctionItem.Code(item) != FunctionCode.Diagnostics) return true;
        return sub == FunctionItem.AnySub || !DiagnosticsCode.IsPublic(sub) || line.Quantities != null;
    }
}
