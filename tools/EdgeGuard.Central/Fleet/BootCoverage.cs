using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Which events of one start of a module are stored, as spans: what lies between them is missing. The order of arrival does not
/// matter, and nothing counts twice. Guarded by the fleet's lock.</summary>
internal sealed class BootCoverage
{
    /// <summary>Most spans: a module by itself has a handful at worst.</summary>
    internal const int MaxSpans = 1024;

    private static readonly byte[] Nothing = new byte[EventBatchFormat.MacSize];

    private readonly List<CoveredSpan> _spans;

    /// <param name="since">The first number that counts: 1, or the first that was told where the archive began amid a start.</param>
    /// <param name="spans">In order, none touching another.</param>
    internal BootCoverage(long since, IEnumerable<CoveredSpan> spans)
    {
        Since = since;
        _spans = [.. spans];
    }

    internal long Since { get; }

    internal IReadOnlyList<CoveredSpan> Spans => _spans;

    /// <summary>Whether it differs from what the catalog has.</summary>
    internal bool IsDirty { get; set; }

    internal bool Covers(long sequence)
    {
        int at = IndexOf(sequence);
        return at < _spans.Count && _spans[at].First <= sequence;
    }

    /// <summary>Takes the numbers of a batch. The returned list has the places where the chain of seals is broken; usually none.</summary>
    internal List<long> Add(EventBatch batch, Place place, long at)
    {
        IsDirty = true;
        List<(long First, long Last)> ranges = RangesOf(batch);
        var broken = new List<long>();
        for (int i = 0; i < ranges.Count; i++)
        {
            byte[]? before = i == 0 ? batch.CopyMacBefore() : null;
            byte[]? mac = i == ranges.Count - 1 ? batch.CopyMac() : null;
            Add(new CoveredSpan(ranges[i].First, ranges[i].Last, before, mac, place, at), broken);
        }
        return broken;
    }

    /// <summary>What is missing.</summary>
    internal IEnumerable<(long First, long Last, CoveredSpan Before)> Holes()
    {
        long next = Since;
        foreach (CoveredSpan span in _spans)
        {
            if (span.First > next) yield return (next, span.First - 1, span);
            next = span.Last + 1;
        }
    }

    /// <summary>The numbers that a batch speaks for: a loss record stands for itself and those before it.</summary>
    internal static List<(long First, long Last)> RangesOf(EventBatch batch)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (EventRecord record in batch.Records)
        {
            long told = record.Code == EventCode.EventsLost && record.A > 0 ? record.A - 1L : 0;
            long first = Math.Max(record.Sequence - told, 1);
            if (ranges.Count > 0 && first <= ranges[^1].Last + 1) ranges[^1] = (ranges[^1].First, record.Sequence);
            else ranges.Add((first, record.Sequence));
        }
        return ranges;
    }

    private void Add(CoveredSpan added, List<long> broken)
    {
        int from = IndexOf(added.First - 1);
        int to = from;
        while (to < _spans.Count && _spans[to].First <= added.Last + 1) to++;
        Judge(added, from, to, broken);
        CoveredSpan merged = added;
        for (int i = from; i < to; i++) merged = Merge(merged, _spans[i]);
        _spans.RemoveRange(from, to - from);
        _spans.Insert(from, merged);
    }

    // Judged where one ends and the other begins: over a gap nothing can be said.
    private void Judge(CoveredSpan added, int from, int to, List<long> broken)
    {
        if (added.First == 1 && Differ(added.MacBefore, Nothing)) broken.Add(1);
        foreach (CoveredSpan span in _spans.Skip(from).Take(to - from))
        {
            if (span.Last + 1 == added.First && Differ(span.Mac, added.MacBefore)) broken.Add(added.First);
            if (added.Last + 1 == span.First && Differ(added.Mac, span.MacBefore)) broken.Add(span.First);
        }
    }

    private static bool Differ(byte[]? a, byte[]? b) => a != null && b != null && !a.AsSpan().SequenceEqual(b);

    private static CoveredSpan Merge(CoveredSpan a, CoveredSpan b)
    {
        CoveredSpan left = a.First <= b.First ? a : b;
        CoveredSpan right = a.Last > b.Last ? a : b;
        return left with { Last = right.Last, Mac = right.Mac };
    }

    // The first span that ends at a number or later.
    private int IndexOf(long sequence)
    {
        int low = 0;
        int high = _spans.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_spans[middle].Last < sequence) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
