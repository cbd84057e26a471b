using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Some polls, and where the next ones begin.</summary>
/// <param name="Rows">In the order that was asked for.</param>
/// <param name="Next">Where the next ones begin; null: there are none.</param>
/// <param name="IsUnreadable">Whether the file cannot be read at present.</param>
internal sealed record PollPage(IReadOnlyList<PollRow> Rows, RankCursor? Next, bool IsUnreadable = false)
{
    internal static PollPage Nothing { get; } = new([], null);
}
