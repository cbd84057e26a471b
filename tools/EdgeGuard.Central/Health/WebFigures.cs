using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>What is counted of pages since the start. Any thread.</summary>
internal sealed class WebFigures
{
    /// <summary>What takes longer is slow.</summary>
    internal static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    private const int MostSlow = 20;
    private const int Classes = 6;

    private readonly long[] _answers = new long[Classes];
    private readonly Queue<SlowPage> _slow = new();
    private readonly Lock _lock = new();
    private long _slowEver;
    private long _faults;

    /// <summary>How many answers were slow.</summary>
    internal long SlowEver => Interlocked.Read(ref _slowEver);

    /// <summary>How often the console itself failed.</summary>
    internal long Faults => Interlocked.Read(ref _faults);

    /// <summary>The slow ones of late, the last first.</summary>
    internal IReadOnlyList<SlowPage> SlowLast
    {
        get { lock (_lock) return [.. _slow.Reverse()]; }
    }

    /// <summary>How many answers had a status of this hundred, from 1 to 5.</summary>
    internal long Of(int hundred) => Interlocked.Read(ref _answers[hundred]);

    /// <summary>Counts an answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="pattern">Its address, as it is mapped.</param>
    /// <param name="now">When that was.</param>
    internal void Count(int status, TimeSpan took, string pattern, DateTimeOffset now)
    {
        Interlocked.Increment(ref _answers[Math.Clamp(status / 100, 0, Classes - 1)]);
        // What is told live, and what is saved as a file, takes as long as it takes.
        bool isLong = pattern.StartsWith("/live/", StringComparison.Ordinal) || pattern.Contains(".{form:", StringComparison.Ordinal);
        if (took <= Slow || isLong) return;
        Interlocked.Increment(ref _slowEver);
        lock (_lock)
        {
            if (_slow.Count == MostSlow) _slow.Dequeue();
            _slow.Enqueue(new SlowPage(now.ToUnixTimeMilliseconds(), pattern, (long)took.TotalMilliseconds));
        }
    }

    internal void CountFault() => Interlocked.Increment(ref _faults);
}
