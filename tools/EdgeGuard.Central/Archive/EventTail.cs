using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Events that came after a mark, in the order in which they came.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The mark behind them; the same one where there is nothing new.</param>
public sealed record EventTail(IReadOnlyList<StoredEvent> Events, EventMark Next);
