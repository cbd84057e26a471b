using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

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

    /// <summary>Whether a word is in the manual's notation: a table digit, <c>x</c>, five or six digits.</summary>
    internal static bool IsReference(string word)
    {
        return word.Length >= 7 && word.Length <= 8 && word[1] == 'x' && TableOf(word) != AddressTable.None
            && NumberText.ReadDecimal(word.Substring(2)) != NumberText.None;
    }

    /// <summary>The table that a reference points into.</summary>
    internal static AddressTable TableOf(string reference)
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
    internal static long AddressOf(string reference)
    {
        return NumberText.ReadDecimal(reference.Substring(2)) - 1;
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
