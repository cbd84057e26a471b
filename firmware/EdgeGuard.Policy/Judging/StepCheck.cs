using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Holds the values that a request writes against the present ones and a line's <c>step</c>.</summary>
internal static class StepCheck
{
    /// <summary>None if every value is near enough to the present one; Step
    /// if not; StateUnknown if the present ones must be read.</summary>
    internal static Refusal Run(ConditionTable table, int line, Request request, JudgeInput input, Decision into)
    {
        var type = (ValueType)table.Type[line];
        int width = ValueKey.IsPaired(type) ? 2 : 1;
        for (int i = 0; i < request.WriteQuantity; i += width)
        {
            int address = request.WriteAddress + i;
            if (!TryGetPresent(table, line, request, input, address, width, out uint present))
            {
                into.OffendingAddress = address;
                return ConditionCheck.Need(
                    input, request.Unit, AddressTable.HoldingRegisters, request.WriteAddress, request.WriteQuantity, into);
            }
            uint written = width == 2 ? ValueCheck.Bits(table, line, request, i / 2) : (uint)request.RegisterValue(i);
            if (IsNear(type, written, present, table.Step[line])) continue;
            // Of a present value that is no number no distance can be reckoned: then it is what the refusal is about.
            uint offending = type == ValueType.F32 && !ValueKey.IsNumber(present) ? present : written;
            into.Offend(address, type, width == 2 ? ValueKey.Signed(offending) : (int)ValueKey.Of(type, offending));
            return Refusal.Step;
        }
        return Refusal.None;
    }

    private static bool TryGetPresent(
        ConditionTable table, int line, Request request, JudgeInput input, int address, int width, out uint present)
    {
        present = 0;
        ObservedValues? values = input.Values;
        if (values == null || !values.TryGet(request.Unit, AddressTable.HoldingRegisters, address, input.HeldSince, out int first))
        {
            return false;
        }
        present = (uint)first;
        if (width == 1) return true;
        if (!values.TryGet(request.Unit, AddressTable.HoldingRegisters, address + 1, input.HeldSince, out int second)) return false;
        // Halves of different reads make a value that never was.
        if (!values.WereReadTogether(request.Unit, AddressTable.HoldingRegisters, address, address + 1)) return false;
        present = ValueKey.Bits(first, second, table.IsLowFirst[line]);
        return true;
    }

    private static bool IsNear(ValueType type, uint written, uint present, long step)
    {
        if (type == ValueType.F32) return IsNearSingle(written, present, (uint)step);
        long distance = ValueKey.Of(type, written) - ValueKey.Of(type, present);
        return distance <= step && -distance <= step;
    }

    private static bool IsNearSingle(uint written, uint present, uint step)
    {
        if (!ValueKey.IsNumber(written) || !ValueKey.IsNumber(present)) return false;
        double distance = ValueKey.ToDouble(written) - ValueKey.ToDouble(present);
        double largest = ValueKey.ToDouble(step);
        return distance <= largest && -distance <= largest;
    }
}
