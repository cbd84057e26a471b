using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>The tables by the names that commands use.</summary>
internal static class TableName
{
    internal static readonly string[] All = ["coil", "discrete", "holding", "input"];
    internal static readonly string[] Writable = ["coil", "holding"];

    internal static AddressTable Parse(string name)
    {
        return name switch
        {
            "coil" => AddressTable.Coils,
            "discrete" => AddressTable.DiscreteInputs,
            "holding" => AddressTable.HoldingRegisters,
            "input" => AddressTable.InputRegisters,
            _ => AddressTable.None,
        };
    }

    internal static bool IsBits(AddressTable table)
    {
        return table is AddressTable.Coils or AddressTable.DiscreteInputs;
    }
}
