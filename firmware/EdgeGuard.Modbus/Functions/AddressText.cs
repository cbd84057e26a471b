namespace EdgeGuard.Modbus;

/// <summary>Addresses in both notations: from 0 as the protocol counts, and <c>4x00041</c> as manuals do.</summary>
public static class AddressText
{
    /// <summary>A bare number from here on is probably meant in the manual's notation (40001 …).</summary>
    public const int ProbablyReference = 10001;

    /// <summary><c>40 (4x00041)</c>; the number alone where manuals know no reference.</summary>
    public static string Both(AddressTable table, int address)
    {
        string reference = Reference(table, address);
        return reference.Length > 0 ? address.ToString() + " (" + reference + ")" : address.ToString();
    }

    /// <summary><c>4x00041</c>; empty for files and queues.</summary>
    public static string Reference(AddressTable table, int address)
    {
        int digit = Digit(table);
        return digit < 0 ? "" : digit.ToString() + "x" + Five(address + 1);
    }

    /// <summary><c>holding register</c> and the like.</summary>
    public static string TableName(AddressTable table)
    {
        switch (table)
        {
            case AddressTable.Coils: return "coil";
            case AddressTable.DiscreteInputs: return "discrete input";
            case AddressTable.HoldingRegisters: return "holding register";
            case AddressTable.InputRegisters: return "input register";
            case AddressTable.Files: return "file";
            case AddressTable.FifoQueues: return "FIFO queue";
            default: return "address";
        }
    }

    /// <summary>The PDU address that a word names, in either notation; -1, and what is wrong and what helps, for none.</summary>
    public static int Read(string word, AddressTable table, out string problem, out string remedy)
    {
        problem = "";
        remedy = "";
        long address = IsReference(word) ? AddressOf(word) : NumberText.ReadDecimal(word);
        if (address < 0 || address >= ModbusLimits.AddressSpace)
        {
            string example = Reference(table, 0);
            problem = "'" + word + "' is no address";
            remedy = "write 0 to 65535, counted from 0" + (example.Length > 0 ? ", or a reference of the manual, such as " + example : "");
            return -1;
        }
        if (!IsReference(word) || TableOf(word) == table) return (int)address;
        problem = word + " is a reference to " + A(TableOf(word)) + ", and what is asked for is " + A(table);
        string right = Reference(table, (int)address);
        remedy = "write " + (right.Length > 0 ? right : address.ToString()) + ", or name the other table";
        return -1;
    }

    /// <summary>What may help where a bare number was refused: the manual's reference
    /// that it looks like; empty for a number that looks like none.</summary>
    public static string ProbablyMeant(string word)
    {
        bool isClassic = word.Length == 5 && (word[0] == '1' || word[0] == '3' || word[0] == '4')
            && NumberText.ReadDecimal(word.Substring(1)) > 0;
        return isClassic ? "if the manual's " + word + " is meant, write " + word.Substring(0, 1) + "x0" + word.Substring(1) : "";
    }

    /// <summary>Whether a word is in the manual's notation: a table digit, <c>x</c>, five or six digits.</summary>
    public static bool IsReference(string word)
    {
        return word.Length >= 7 && word.Length <= 8 && word[1] == 'x' && TableOf(word) != AddressTable.None
            && NumberText.ReadDecimal(word.Substring(2)) != NumberText.None;
    }

    /// <summary>The table that a reference points into.</summary>
    public static AddressTable TableOf(string reference)
    {
        switch (reference[0])
        {
            case '0': return AddressTable.Coils;
            case '1': return AddressTable.DiscreteInputs;
            case '3': return AddressTable.InputRegisters;
            case '4': return AddressTable.HoldingRegisters;
            default: return AddressTable.None;
        }
    }

    /// <summary>The address behind a reference: one less. -1 for <c>4x00000</c>.</summary>
    public static long AddressOf(string reference)
    {
        return NumberText.ReadDecimal(reference.Substring(2)) - 1;
    }

    public static string A(AddressTable table)
    {
        return (table == AddressTable.InputRegisters ? "an " : "a ") + TableName(table);
    }

    private static string Five(int number)
    {
        string text = number.ToString();
        while (text.Length < 5) text = "0" + text;
        return text;
    }

    private static int Digit(AddressTable table)
    {
        switch (table)
        {
            case AddressTable.Coils: return 0;
            case AddressTable.DiscreteInputs: return 1;
            case AddressTable.HoldingRegisters: return 4;
            case AddressTable.InputRegisters: return 3;
            default: return -1;
        }
    }
}
