using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Some clients, and where the next ones begin.</summary>
/// <param name="Rows">In the order that was asked for.</param>
/// <param name="Next">Where the next ones begin; null: there are none.</param>
/// <param name="IsUnreadable">Whether the file cannot be read at present.</param>
internal sealed record ClientPage(IReadOnlyList<ClientView> Rows, RankCursor? Next, bool IsUnreadable = false)
{
    internal static ClientPage Nothing { get; } = new([], null);
}
