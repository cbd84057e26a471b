using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Checks that the clauses of a line can bind its functions, and fit each other.</summary>
internal static class LineCheck
{
    // Clauses that leave open what a request reads and writes.
    private const int AnyRequest = 1 << (int)Clause.Unit | 1 << (int)Clause.When | 1 << (int)Clause.During;

    internal static void Run(PolicyTokens tokens, PolicyLine line, int[] clauseAt)
    {
        for (int clause = 0; clause < clauseAt.Length; clause++)
        {
            if (clauseAt[clause] >= 0) CheckClause(tokens, line, ClauseTable.Row((Clause)clause), clauseAt[clause]);
        }
        CheckTogether(tokens, line, clauseAt);
        if (!line.IsNever) WarnOfBlindFunctions(tokens, line);
    }

    /// <summary>Whether a line's values are coils: one function that writes coils makes them so.</summary>
    internal static bool WritesCoils(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            if (FunctionTable.WritesCoils(FunctionItem.Code(line.Functions[i]))) return true;
        }
        return false;
    }

    /// <summary>Whether every function of a line writes coils.</summary>
    internal static bool WritesCoilsAlone(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            if (!FunctionTable.WritesCoils(FunctionItem.Code(line.Functions[i]))) return false;
        }
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
                + FunctionText.Title(code) + " is about " + AddressText.A(own), "give the function a line of its own");
            return;
        }
    }

    private static void CheckClause(PolicyTokens tokens, PolicyLine line, ClauseRow clause, int token)
    {
        if (line.IsNever && !clause.IsForNever)
        {
            tokens.ErrorAt(
                token, "`" + clause.Word + "` cannot stand on a `never` line", "`never` takes " + ClauseTable.List(true));
        }
        else
        {
            CheckFunctions(tokens, line, clause, token);
        }
    }

    // One error a clause: it names the first function that does not fit.
    private static void CheckFunctions(PolicyTokens tokens, PolicyLine line, ClauseRow clause, int token)
    {
        if (clause.Scope == ClauseScope.Values && WritesCoils(line) && !WritesCoilsAlone(line))
        {
            FailMixed(tokens, line, token);
            return;
        }
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int code = FunctionItem.Code(line.Functions[i]);
            if (Binds(clause.Scope, code, line)) continue;
            tokens.ErrorAt(token, "`" + clause.Word + "` cannot bind function " + FunctionText.Title(code), Remedy(clause, code, line));
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
            else wrong += (wrong.Length > 0 ? ", " : "") + FunctionText.Digits(code);
        }
        tokens.ErrorAt(1, "`value " + value + "` cannot bind function " + wrong,
            right.Length > 0
                ? "write `" + right + "` here, and give the others lines of their own"
                : "give coils and registers lines of their own");
    }

    private static bool Binds(ClauseScope scope, int code, PolicyLine line)
    {
        switch (scope)
        {
            case ClauseScope.Requests: return true;
            case ClauseScope.Addresses: return FunctionTable.HasAddress(code);
            case ClauseScope.BothRanges: return code == FunctionCode.ReadWriteMultipleRegisters;
            case ClauseScope.Files: return FunctionTable.HasFiles(code);
            case ClauseScope.Quantities:
                return FunctionTable.HasQuantity(code) || (code == FunctionCode.Diagnostics && CarriesQueriesAlone(line));
            case ClauseScope.Values:
                return line.ValueType == ValueType.Coil ? FunctionTable.WritesCoils(code) : BindsRegisters(code, line);
            case ClauseScope.Registers: return BindsRegisters(code, line);
            case ClauseScope.Mask: return code == FunctionCode.MaskWriteRegister;
            default: return false;
        }
    }

    // The one sub-function of 8 whose data may be of any length.
    private static bool CarriesQueriesAlone(PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int item = line.Functions[i];
            bool isDiagnostics = FunctionItem.Code(item) == FunctionCode.Diagnostics;
            if (isDiagnostics && FunctionItem.Sub(item) != DiagnosticsCode.ReturnQueryData) return false;
        }
        return true;
    }

    private static bool BindsRegisters(int code, PolicyLine line)
    {
        return FunctionTable.WritesRegisterValues(code) && !(line.IsPaired && code == FunctionCode.WriteSingleRegister);
    }

    private static string Remedy(ClauseRow clause, int code, PolicyLine line)
    {
        bool isTyped = clause.Scope == ClauseScope.Values || clause.Scope == ClauseScope.Registers;
        if (isTyped && code == FunctionCode.MaskWriteRegister) return "22 is bound by `mask`: give it a line of its own";
        if (isTyped && code == FunctionCode.WriteSingleRegister && line.IsPaired)
        {
            return "06 writes one register, " + ValueText.TypeWord(line.ValueType) + " takes two in one request: leave 6 out";
        }
        if (clause.Scope == ClauseScope.Values && line.ValueType == ValueType.Coil && FunctionTable.WritesRegisterValues(code))
        {
            return "coils take on and off, registers numbers: give each a line of its own";
        }
        return "give the function a line of its own, without `" + clause.Word + "`";
    }

    private static void CheckTogether(PolicyTokens tokens, PolicyLine line, int[] clauseAt)
    {
        int address = clauseAt[(int)Clause.Address];
        int read = clauseAt[(int)Clause.Read];
        int write = clauseAt[(int)Clause.Write];
        int type = clauseAt[(int)Clause.As];
        if (read >= 0 != write >= 0)
        {
            tokens.ErrorAt(read >= 0 ? read : write,
                "23 reads and writes, and only one of its ranges is bound", read >= 0 ? "add `write A-B`" : "add `read A-B`");
        }
        if (address >= 0 && (read >= 0 || write >= 0))
        {
            tokens.ErrorAt(address,
                "`address` binds both ranges of 23 already", "keep `address`, or `read` and `write`");
        }
        if (type >= 0 && clauseAt[(int)Clause.Value] < 0 && clauseAt[(int)Clause.Step] < 0)
        {
            tokens.ErrorAt(type,
                "`as` says how to read a value, and there is none", "add `value` or `step`, or remove it");
        }
        if (line.IsPaired && (line.Values != null || line.HasStep)) CheckPairs(tokens, line, write >= 0 ? write : address, type);
    }

    // Pairs count from the first register of the line's range: without a range nobody could tell where one begins.
    private static void CheckPairs(PolicyTokens tokens, PolicyLine line, int at, int typeAt)
    {
        RangeList? written = line.WrittenRanges;
        string type = ValueText.TypeWord(line.ValueType);
        if (at < 0)
        {
            tokens.ErrorAt(typeAt, type + " takes pairs of registers: where does the first begin?", "add `address A-B`");
        }
        else if (written != null && !IsEven(written))
        {
            tokens.ErrorAt(at + 1, type
                + " takes pairs of registers, and the range ends in half of one", "make each range an even number of registers");
        }
    }

    private static bool IsEven(RangeList ranges)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            if ((ranges.Hi(i) - ranges.Lo(i)) % 2 == 0) return false;
        }
        return true;
    }

    private static void WarnOfBlindFunctions(PolicyTokens tokens, PolicyLine line)
    {
        for (int i = 0; i < line.Functions.Length; i++)
        {
            int item = line.Functions[i];
            if (FunctionItem.CanBeJudged(FunctionItem.Code(item), FunctionItem.Sub(item))) continue;
            string what = "function " + FunctionText.Text((byte)FunctionItem.Code(item), FunctionItem.Sub(item));
            string danger = HasFreeData(item, line)
                ? "; a PLC that ignores the header's length takes its data for further requests: there it opens everything" : "";
            tokens.WarnAt(1, what + ": what it touches cannot be judged", "allow it only to roles that need it" + danger);
        }
        if ((line.Clauses & ~AnyRequest) == 0 || !line.HasCode(FunctionCode.ReadWriteMultipleRegisters)) return;
        tokens.WarnAt(1, "function " + FunctionText.Title(FunctionCode.ReadWriteMultipleRegisters)
            + ": a PLC that does not know it, and ignores the header's length, takes its data for further requests",
                "leave 23 out unless the PLC has it");
    }

    // Whether its data may be of such a length that a whole request fits.
    private static bool HasFreeData(int item, PolicyLine line)
    {
        int sub = FunctionItem.Sub(item);
        if (FunctionItem.Code(item) != FunctionCode.Diagnostics) return true;
        return sub == FunctionItem.AnySub || !DiagnosticsCode.IsPublic(sub) || line.Quantities != null;
    }
}
