namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>What <see cref="Needy"/> needs.</summary>
internal static class NeededTable
{
    private static readonly int[] Values = { 1, 2, 3 };

    internal static int Twice(int index)
    {
        return 2 * Values[index];
    }
}
