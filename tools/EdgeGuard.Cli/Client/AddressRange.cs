using System.IO;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli.Client;

/// <summary>Checks an address and a quantity before anything is sent.</summary>
internal static class AddressRange
{
    /// <summary>False, and all that is wrong on standard error, when no such request exists.</summary>
    internal static bool Check(int address, int quantity, int most, TextWriter error)
    {
        bool isGood = true;
        if (address is < 0 or >= ModbusLimits.AddressSpace)
        {
            error.WriteLine($"edgeguard: error: address {address} does not exist; addresses run from 0 to {ModbusLimits.AddressSpace - 1}");
            isGood = false;
        }

        if (quantity < 1 || quantity > most)
        {
            error.WriteLine($"edgeguard: error: {quantity} cannot be asked for at once; 1 to {most} can");
            isGood = false;
        }
        else if (isGood && address + quantity > ModbusLimits.AddressSpace)
        {
            error.WriteLine($"edgeguard: error: {quantity} from {address} on reach beyond the last address, {ModbusLimits.AddressSpace - 1}");
            isGood = false;
        }

        return isGood;
    }
}
