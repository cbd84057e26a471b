using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>Refusals, the last first.</summary>
/// <param name="Rows">Equal ones together.</param>
/// <param name="IsMore">Whether there are rows that there was no room for: older ones.</param>
/// <param name="Unreadable">Names of files that are damaged.</param>
public sealed record RefusalPage(IReadOnlyList<RefusalRow> Rows, bool IsMore, IReadOnlyList<string> Unreadable);
