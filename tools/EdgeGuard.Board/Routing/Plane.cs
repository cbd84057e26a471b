using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Routing;

/// <summary>A net's part of an inner layer.</summary>
/// <param name="Own">Its area.</param>
/// <param name="Others">What other nets have of it.</param>
public sealed record Plane(Polygon Own, IReadOnlyList<Polygon> Others)
{
    // A via has to be within by more than its radius.
    private const double Inset = 0.4;

    /// <summary>Whether a via there meets it.</summary>
    public bool Covers(double x, double y)
    {
        return Own.Distance(x, y) < -Inset && Others.All(other => other.Distance(x, y) > Inset);
    }
}
