using System.IO;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>Reads an address and checks it with a quantity, before anything is sent.</summary>
internal static class AddressRange
{
    internal const string Help = "The first one's PDU address, from 0, or the manual's reference, such as 4x00041.";

    /// <summary>The first address; -1, and all that is wrong on standard error, when there is no such request.</summary>
    internal static int Read(string word, AddressTable table, int quantity, int most, TextWriter error)
    {
        int address = AddressText.Read(word, table, out string problem, out string remedy);
        if (address < 0) error.WriteLine($"edgeguard: error: {problem}; {remedy}");
        bool isGood = address >= 0;
        if (quantity < 1 || quantity > most)
        {
            error.WriteLine($"edgeguard: error: {quantity} cannot be asked for at once; 1 to {most} can");
            isGood = false;
        }
        else if (isGood && address + quantity > ModbusLimits.AddressSpace)
        {
            error.WriteLine(
                $"edgeguard: error: {quantity} from {address} on reach beyond the last address, {ModbusLimits.AddressSpace - 1}");
            isGood = false;
        }

        return isGood ? address : -1;
    }

    /// <summary>Says of an exception what the address may have meant: manuals count otherwise than the protocol.</summary>
    internal static void Hint(string word, int exit, TextWriter error)
    {
        string meant = AddressText.ProbablyMeant(word);
        if (exit == ClientExit.Exception && meant.Length > 0) error.WriteLine($"edgeguard: hint: addresses are counted from 0; {meant}");
    }
}
