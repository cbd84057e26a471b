using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>What becomes of a batch.</summary>
/// <param name="Receipt">Whether it is stored.</param>
/// <param name="New">The places within it of the events that were not there yet; empty unless it is stored.</param>
/// <param name="Why">Why it is rejected.</param>
internal sealed record BatchVerdict(Receipt Receipt, IReadOnlyList<int> New, FindingKind Why = FindingKind.None)
{
    internal static BatchVerdict Rejected(FindingKind why) => new(Receipt.Rejected, [], why);

    internal static BatchVerdict Of(EventBatch batch, BootCoverage? coverage)
    {
        var places = new List<int>();
        for (int i = 0; i < batch.Records.Length; i++)
        {
            if (coverage?.Covers(batch.Records[i].Sequence) != true) places.Add(i);
        }
        return new BatchVerdict(places.Count > 0 ? Receipt.Stored : Receipt.Known, places);
    }
}
