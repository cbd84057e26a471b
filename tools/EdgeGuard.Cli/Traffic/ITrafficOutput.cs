using System.Collections.Generic;

namespace EdgeGuard.Cli;

/// <summary>How <c>edgeguard traffic</c> shows what it knows.</summary>
internal interface ITrafficOutput
{
    /// <summary>Shows all of it, each time.</summary>
    void Show(IReadOnlyList<TrafficTableView> tables);
}
