using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Holds the values that a request writes against a line's <c>value</c>.</summary>
internal static class ValueCheck
{
    /// <summary>Whether every value written lies in one of the line's ranges.</summary>
    internal static bool Values(ConditionTable table, int line, Request request, Decision into)
    {
        var type = (ValueType)table.Type[line];
        if (ValueKey.IsPaired(type)) return Pairs(table, line, type, request, into);
        for (int i = 0; i < request.WriteQuantity; i++)
        {
            int raw = type == ValueType.Coil ? (request.CoilValue(i) ? 1 : 0) : request.RegisterValue(i);
            long key = ValueKey.Of(type, (uint)raw);
            if (table.Find(line, ConditionTable.Values, key, key) < 0) return Offends(into, request.WriteAddress + i, type, (int)key);
        }
        return true;
    }

    /// <summary>Whether pairs are written whole: half of one written alone would change a value by what nobody judged. Pairs count from the
    /// range's first register.</summary>
    internal static bool IsWhole(ConditionTable table, int line, Request request, Decision into)
    {
        if (!ValueKey.IsPaired((ValueType)table.Type[line])) return true;
        int last = request.WriteAddress + request.WriteQuantity - 1;
        int range = table.Find(line, ConditionTable.Written, request.WriteAddress, last);
        long before = range < 0 ? 1 : request.WriteAddress - table.Lo(range);
        if (before % 2 != 0) return Offends(into, request.WriteAddress, ValueType.U16, request.RegisterValue(0));
        if (request.WriteQuantity % 2 == 0) return true;
        return Offends(into, last, ValueType.U16, request.RegisterValue(request.WriteQuantity - 1));
    }

    /// <summary>The bits of pair number <paramref name="pair"/> of a request.</summary>
    internal static uint Bits(ConditionTable table, int line, Request request, int pair)
    {
        return ValueKey.Bits(request.RegisterValue(2 * pair), request.RegisterValue(2 * pair + 1), table.IsLowFirst[line]);
    }

    private static bool Pairs(ConditionTable table, int line, ValueType type, Request request, Decision into)
    {
        for (int pair = 0; pair < request.WriteQuantity / 2; pair++)
        {
            uint bits = Bits(table, line, request, pair);
            long key = ValueKey.Of(type, bits);
            if (key == ValueKey.NotANumber || table.Find(line, ConditionTable.Values, key, key) < 0)
            {
                return Offends(into, request.WriteAddress + 2 * pair, type, ValueKey.Signed(bits));
            }
        }
        return true;
    }

    private static bool Offends(Decision into, int address, ValueType type, int value)
    {
        into.Offend(address, type, value);
        return false;
    }
}
