using System;

namespace EdgeGuard.Fuzz;

/// <summary>The same bytes with other bytes around them: who looks beyond what was given answers differently.</summary>
internal static class Poisoned
{
    /// <summary>How many bytes stand before and behind.</summary>
    public const int Margin = 16;

    public static byte[] With(byte poison, byte[] input)
    {
        var larger = new byte[input.Length + 2 * Margin];
        Array.Fill(larger, poison);
        input.CopyTo(larger, Margin);
        return larger;
    }
}
