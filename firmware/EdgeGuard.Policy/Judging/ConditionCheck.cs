using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Holds one request against the conditions of one line.</summary>
/// <remarks>What costs nothing comes first; what may need a value from the PLC comes last. Each check takes the clauses that it looks at
/// out of those that are left, and a line of which one is left allows nothing: a clause that nobody checks refuses.</remarks>
internal static class ConditionCheck
{
    private const int Address = 1 << (int)Clause.Address;
    private const int Read = 1 << (int)Clause.Read;
    private const int File = 1 << (int)Clause.File;
    private const int Record = 1 << (int)Clause.Record;
    private const int Quantity = 1 << (int)Clause.Quantity;
    private const int Value = 1 << (int)Clause.Value;
    private const int Step = 1 << (int)Clause.Step;
    private const int As = 1 << (int)Clause.As;
    private const int Mask = 1 << (int)Clause.Mask;
    private const int When = 1 << (int)Clause.When;
    private const int During = 1 << (int)Clause.During;

    /// <summary>None if every condition holds; else the first that does not, with the offending numbers in
    /// <paramref name="into"/>. StateUnknown with a NeedTable: the verdict waits for that value.</summary>
    internal static Refusal Run(ConditionTable table, int line, Request request, JudgeInput input, Decision into)
    {
        into.OffendingAddress = -1;
        into.OffendingValue = 0;
        into.NeedTable = AddressTable.None;
        int left = ConditionTable.Conditions(table.Clauses[line], request.Function);
        Refusal miss = request.GroupCount > 0 ? Groups(table, line, request, into, ref left) : Ranges(table, line, request, into, ref left);
        if (miss == Refusal.None) miss = Values(table, line, request, into, ref left);
        if (miss == Refusal.None) miss = ChangedBits(table, line, request, into, ref left);
        if (miss == Refusal.None) miss = Time(table, line, input, ref left);
        // No value of the PLC is asked for where the line cannot allow.
        if (miss == Refusal.None && (left & ~(When | Step)) != 0) miss = Refusal.UnknownClause;
        if (miss == Refusal.None) miss = State(table, line, request, input, into, ref left);
        if (miss == Refusal.None) miss = Change(table, line, request, input, into, ref left);
        return miss == Refusal.None && left != 0 ? Refusal.UnknownClause : miss;
    }

    // Every sub-request by this one line.
    private static Refusal Groups(ConditionTable table, int line, Request request, Decision into, ref int left)
    {
        left &= ~(File | Record | Quantity);
        for (int i = 0; i < request.GroupCount; i++)
        {
            int file = request.GroupFile(i);
            int record = request.GroupRecord(i);
            int length = request.GroupLength(i);
            into.OffendingAddress = file;
            if (!Holds(table, line, ConditionTable.Files, file, file)) return Refusal.Address;
            into.OffendingAddress = record;
            if (!Holds(table, line, ConditionTable.Records, record, record + length - 1)) return Refusal.Address;
            into.OffendingValue = length;
            if (!Holds(table, line, ConditionTable.Quantities, length, length)) return Refusal.Quantity;
            into.OffendingValue = 0;
        }
        into.OffendingAddress = -1;
        return Refusal.None;
    }

    private static Refusal Ranges(ConditionTable table, int line, Request request, Decision into, ref int left)
    {
        left &= ~Quantity;
        bool isBoth = request.Function == FunctionCode.ReadWriteMultipleRegisters;
        if (isBoth)
        {
            left &= ~(Address | Read);
            int last = request.ReadAddress + request.ReadQuantity - 1;
            if (!Holds(table, line, ConditionTable.Reads, request.ReadAddress, last))
            {
                int begun = table.Find(line, ConditionTable.Reads, request.ReadAddress, request.ReadAddress);
                into.OffendingAddress = begun < 0 ? request.ReadAddress : (int)table.Hi(begun) + 1;
                return Refusal.Address;
            }
        }
        if (request.IsWrite && !HoldsQuantity(table, line, request, request.WriteQuantity, into)) return Refusal.Quantity;
        if ((isBoth || !request.IsWrite) && !HoldsQuantity(table, line, request, request.ReadQuantity, into)) return Refusal.Quantity;
        return Refusal.None;
    }

    private static bool HoldsQuantity(ConditionTable table, int line, Request request, int quantity, Decision into)
    {
        into.OffendingValue = quantity;
        // What 08/0 carries may be a whole request for a PLC that ignores the header's length. Every client sends one word.
        bool isQuery = request.Function == FunctionCode.Diagnostics && request.SubFunction == DiagnosticsCode.ReturnQueryData;
        if (isQuery && quantity != 1 && !table.Has(line, ConditionTable.Quantities)) return false;
        if (!Holds(table, line, ConditionTable.Quantities, quantity, quantity)) return false;
        into.OffendingValue = 0;
        return true;
    }

    private static bool Holds(ConditionTable table, int line, int kind, long lo, long hi)
    {
        return !table.Has(line, kind) || table.Find(line, kind, lo, hi) >= 0;
    }

    private static Refusal Values(ConditionTable table, int line, Request request, Decision into, ref int left)
    {
        if ((left & As) != 0 && !ValueCheck.IsWhole(table, line, request, into)) return Refusal.Value;
        if ((left & Value) != 0 && !ValueCheck.Values(table, line, request, into)) return Refusal.Value;
        left &= ~(As | Value);
        return Refusal.None;
    }

    // 22 writes (current AND and-mask) OR (or-mask AND NOT and-mask): what AND leaves out may change (V1.1b3, section 6.16).
    private static Refusal ChangedBits(ConditionTable table, int line, Request request, Decision into, ref int left)
    {
        if ((left & Mask) == 0) return Refusal.None;
        left &= ~Mask;
        int outside = ~request.AndMask & 0xFFFF & ~table.Mask[line];
        if (outside == 0) return Refusal.None;
        into.OffendingAddress = request.WriteAddress;
        into.OffendingValue = outside;
        return Refusal.Mask;
    }

    private static Refusal Time(ConditionTable table, int line, JudgeInput input, ref int left)
    {
        if ((left & During) == 0) return Refusal.None;
        left &= ~During;
        int start = table.WindowStart[line];
        int end = table.WindowStart[line + 1];
        if (input.WeekMinute < 0) return Refusal.TimeUnknown;
        for (int i = start; i < end; i++)
        {
            if (TimeWindow.Holds(table.WindowDays[i], table.WindowFrom[i], table.WindowTo[i], input.WeekMinute)) return Refusal.None;
        }
        return Refusal.Time;
    }

    // A state known to be wrong refuses at once, whatever else is not known yet.
    private static Refusal State(ConditionTable table, int line, Request request, JudgeInput input, Decision into, ref int left)
    {
        if ((left & When) == 0) return Refusal.None;
        left &= ~When;
        int end = table.WhenStart[line + 1];
        int unknown = -1;
        for (int i = table.WhenStart[line]; i < end; i++)
        {
            WhenClause when = table.Whens[i];
            int unit = Unit(when, request);
            if (!TryGet(input, unit, when, out int value))
            {
                if (unknown < 0) unknown = i;
                continue;
            }
            if (WhenClause.Holds(when.Operator, value, when.Value)) continue;
            into.OffendingAddress = when.Address;
            into.OffendingValue = value;
            return Refusal.State;
        }
        if (unknown < 0) return Refusal.None;
        WhenClause missing = table.Whens[unknown];
        into.OffendingAddress = missing.Address;
        return Need(input, Unit(missing, request), missing.Table, missing.Address, 1, into);
    }

    private static Refusal Change(ConditionTable table, int line, Request request, JudgeInput input, Decision into, ref int left)
    {
        if ((left & Step) == 0) return Refusal.None;
        left &= ~Step;
        return StepCheck.Run(table, line, request, input, into);
    }

    private static bool TryGet(JudgeInput input, int unit, WhenClause when, out int value)
    {
        value = 0;
        return input.Values != null && input.Values.TryGet((byte)unit, when.Table, when.Address, input.Now - when.WithinMs, out value);
    }

    private static int Unit(WhenClause when, Request request)
    {
        return when.Unit == WhenClause.RequestUnit ? request.Unit : when.Unit;
    }

    /// <summary>Asks for values; nobody answers a read to all units of a bus.</summary>
    internal static Refusal Need(JudgeInput input, int unit, AddressTable from, int address, int quantity, Decision into)
    {
        bool isBroadcast = input.IsSerialBus && unit == 0;
        into.NeedTable = isBroadcast ? AddressTable.None : from;
        into.NeedUnit = (byte)unit;
        into.NeedAddress = address;
        into.NeedQuantity = quantity;
        return Refusal.StateUnknown;
    }
}
