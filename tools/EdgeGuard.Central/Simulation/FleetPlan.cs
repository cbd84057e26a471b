using System.Collections.Generic;
using System.Globalization;

namespace EdgeGuard.Central;

/// <summary>Which modules the simulated fleet has, and what is odd about some of them.</summary>
internal static class FleetPlan
{
    internal static readonly IReadOnlyList<string> Sites = ["north-works", "south-works", "harbour"];

    private static readonly string[] Machines = ["pump", "press", "boiler", "mixer", "crane", "filter", "dryer", "kiln"];

    // The last of these are odd, where there are so many.
    private const int OddFrom = 9;

    internal static string SiteOf(int number) => Sites[number % Sites.Count];

    internal static string NameOf(int number)
    {
        int inSite = number / Sites.Count;
        string machine = Machines[inSite % Machines.Length];
        return string.Create(CultureInfo.InvariantCulture, $"{machine}-{inSite / Machines.Length + 1}");
    }

    /// <summary>Whether it was never commissioned: nothing of it is sealed.</summary>
    internal static bool IsUnsealed(int number) => number == OddFrom + 6;

    /// <summary>Whether it is sealed, and nobody took its key in.</summary>
    internal static bool IsUnknown(int number) => number == OddFrom + 7;

    /// <summary>Whether clients without a certificate come in too.</summary>
    internal static bool IsUnsafe(int number) => number == OddFrom + 8;

    /// <summary>Whether it only observes.</summary>
    internal static bool IsObserving(int number) => number == OddFrom + 9;
}
