using System.Collections.Generic;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central;

/// <summary>That another policy came into force, with what differs. Immutable.</summary>
/// <param name="Turn">What came into force.</param>
/// <param name="Before">What was in force before; null where its text is not known here.</param>
/// <param name="Differences">What differs; nothing where one of the texts is not known here.</param>
internal sealed record PolicyChange(PolicyTurn Turn, ShownPolicy? Before, IReadOnlyList<PolicyDifference> Differences)
{
    /// <summary>Whether both texts are known, so that no difference means that there is none.</summary>
    internal bool IsKnown => Before != null && Turn.Policy != null;
}
