using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

/// <summary>The policy <see cref="SampleConfigurations.Plant"/> once more, as a person would check it by hand: shares nothing with the
/// reader, the compiler, the judge or the decoder.</summary>
internal static class PlantPolicy
{
    internal static bool Allows(byte unit, byte[] pdu)
    {
        if (unit != 1 || pdu.Length < 5) return false;
        int address = pdu[1] << 8 | pdu[2];
        int second = pdu[3] << 8 | pdu[4];
        return pdu[0] switch
        {
            1 or 2 or 3 or 4 => pdu.Length == 5 && second >= 1 && address + second <= 100,
            6 => pdu.Length == 5 && address is 40 or 41 && second <= 1500,
            16 => AllowsWrites(pdu, address, second),
            _ => false,
        };
    }

    private static bool AllowsWrites(byte[] pdu, int address, int quantity)
    {
        if (quantity < 1 || address < 40 || address + quantity > 42) return false;
        if (pdu.Length != 6 + 2 * quantity || pdu[5] != 2 * quantity) return false;
        for (int i = 0; i < quantity; i++)
        {
            if ((pdu[6 + 2 * i] << 8 | pdu[7 + 2 * i]) > 1500) return false;
        }
        return true;
    }
}
