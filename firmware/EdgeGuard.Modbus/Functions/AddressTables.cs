namespace EdgeGuard.Modbus;

/// <summary>What the tables have in common.</summary>
public static class AddressTables
{
    /// <summary>Whether a table holds what a PLC sees of its process: coils, inputs, registers.</summary>
    public static bool IsProcessData(AddressTable table)
    {
        return table >= AddressTable.Coils && table <= AddressTable.InputRegisters;
    }

    /// <summary>Whether an address of it is a bit: a coil or a discrete input.</summary>
    public static bool IsBits(AddressTable table)
    {
        return table == AddressTable.Coils || table == AddressTable.DiscreteInputs;
    }
}
