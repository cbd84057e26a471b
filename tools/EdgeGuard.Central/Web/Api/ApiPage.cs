using System.Collections.Generic;
using System.ComponentModel;

namespace EdgeGuard.Central;

/// <summary>Some rows.</summary>
/// <param name="Items">The rows.</param>
/// <param name="IsWhole">Whether nothing that fits was left out of these.</param>
/// <param name="Next">What to ask for next.</param>
internal sealed record ApiPage<T>(
    IReadOnlyList<T> Items,
    [property: Description("False: a file could not be read, or there is more than one answer takes.")] bool IsWhole,
    [property: Description("Give it as 'from' (events) or 'below' (history of alerts) for the next ones; absent at the end.")]
    string? Next = null);
