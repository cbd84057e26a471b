using System;

namespace EdgeGuard.Central;

/// <summary>Something that happens to a module of the simulated fleet.</summary>
/// <param name="Second">When, within a round.</param>
/// <param name="Site">To a module of which site, from 0.</param>
/// <param name="Module">To which one of it, from 0; below 0: to all of the site.</param>
/// <param name="Do">What.</param>
internal sealed record FleetAct(int Second, int Site, int Module, Action<SimulatedModule> Do)
{
    internal const int All = -1;
}
