using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Some events, the last first.</summary>
/// <param name="Items">Events and gaps.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="IsCutShort">Whether the search took too long and ended early: the next page goes on.</param>
/// <param name="GapsLeftOut">Gaps that there was no room for.</param>
/// <param name="Unreadable">Names of files that are damaged.</param>
public sealed record EventPage(
    IReadOnlyList<EventItem> Items, EventCursor? Next, bool IsCutShort, int GapsLeftOut, IReadOnlyList<string> Unreadable);
