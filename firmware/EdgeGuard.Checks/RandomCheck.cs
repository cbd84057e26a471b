using EdgeGuard.Core;

namespace EdgeGuard.Checks;

/// <summary>Whether a source of randomness is broken in a way that can be seen. It cannot be proved good.</summary>
internal static class RandomCheck
{
    private const int Blocks = 32;
    private const int BlockSize = 16;

    // Of 4,096 fair bits: six standard deviations, of 32, either side. A good source fails once in 500 million runs.
    private const int FewestOnes = 2_048 - 192;
    private const int MostOnes = 2_048 + 192;

    internal static void Check(IRandom random, CheckList into)
    {
        into.Add("random", Problem(random), "do not make keys or accounts on this module: exchange it", Blocks + " blocks, no two alike");
    }

    private static string Problem(IRandom random)
    {
        var all = new byte[Blocks * BlockSize];
        for (int i = 0; i < Blocks; i++) random.Fill(all, i * BlockSize, BlockSize);
        for (int i = 0; i < Blocks; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (AreAlike(all, i * BlockSize, j * BlockSize)) return "repeats itself";
            }
        }
        int ones = Ones(all);
        return ones < FewestOnes || ones > MostOnes ? "has " + ones + " ones in " + all.Length * 8 + " bits" : "";
    }

    private static bool AreAlike(byte[] all, int first, int second)
    {
        int same = 0;
        while (same < BlockSize && all[first + same] == all[second + same]) same++;
        return same == BlockSize;
    }

    private static int Ones(byte[] bytes)
    {
        int ones = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            for (int bits = bytes[i]; bits != 0; bits >>= 1) ones += bits & 1;
        }
        return ones;
    }
}
