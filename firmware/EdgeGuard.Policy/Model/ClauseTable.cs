using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Every clause there is, one row each: the one list for reader, checks, writer and messages.</summary>
/// <remarks>DESIGN.md says how to add a clause.</remarks>
internal static class ClauseTable
{
    private static readonly ClauseRow[] Rows =
    {
        new ClauseRow(Clause.Unit, "unit", "1,3,5-7", ClauseScope.Requests, 0, 255, true),
        new ClauseRow(Clause.Address, "address", "40-41", ClauseScope.Addresses, 0, ModbusLimits.AddressSpace - 1, true),
        new ClauseRow(Clause.Read, "read", "0-49", ClauseScope.BothRanges, 0, ModbusLimits.AddressSpace - 1),
        new ClauseRow(Clause.Write, "write", "40-41", ClauseScope.BothRanges, 0, ModbusLimits.AddressSpace - 1),
        new ClauseRow(Clause.File, "file", "4", ClauseScope.Files, 1, 65535, true),
        new ClauseRow(Clause.Record, "record", "0-99", ClauseScope.Files, 0, ModbusLimits.MaxRecord),
        new ClauseRow(Clause.Quantity, "quantity", "1-16", ClauseScope.Quantities, 1, ModbusLimits.MaxReadBits),
        new ClauseRow(Clause.Value, "value", "0-1500", ClauseScope.Values),
        new ClauseRow(Clause.Step, "step", "50", ClauseScope.Registers),
        new ClauseRow(Clause.As, "as", "s16", ClauseScope.Registers),
        new ClauseRow(Clause.Mask, "mask", "0x00FF", ClauseScope.Mask),
        new ClauseRow(Clause.When, "when", "3:12 = 0 within 5s", ClauseScope.Requests),
        new ClauseRow(Clause.During, "during", "mon-fri 06:00-18:00", ClauseScope.Requests),
    };

    /// <summary>One more than the largest <see cref="Clause"/>.</summary>
    internal static int End
    {
        get { return Rows.Length + 1; }
    }

    internal static ClauseRow Row(Clause clause)
    {
        return Rows[(int)clause - 1];
    }

    /// <summary>The clause that a word begins; None for a word that begins none.</summary>
    internal static Clause Find(string word)
    {
        for (int i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Word == word) return Rows[i].Clause;
        }
        return Clause.None;
    }

    internal static string[] Words()
    {
        var words = new string[Rows.Length];
        for (int i = 0; i < words.Length; i++) words[i] = Rows[i].Word;
        return words;
    }

    /// <summary>The words for a message: <c>unit, address and file</c>.</summary>
    internal static string List(bool isForNever)
    {
        string list = "";
        string last = "";
        for (int i = 0; i < Rows.Length; i++)
        {
            if (isForNever && !Rows[i].IsForNever) continue;
            if (last.Length > 0) list += (list.Length > 0 ? ", " : "") + last;
            last = Rows[i].Word;
        }
        return list + " and " + last;
    }
}
