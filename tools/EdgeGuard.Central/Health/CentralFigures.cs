using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace EdgeGuard.Central;

/// <summary>What is counted of messages since the start: what became of them, and how long it took until they could be acknowledged. Any
/// thread.</summary>
public sealed class CentralFigures
{
    /// <summary>Where the steps of the histogram end, seconds.</summary>
    internal static readonly IReadOnlyList<double> Steps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    internal const string TookHelp = "From the arrival of a message until it can be acknowledged.";

    private readonly long[] _receipts = new long[Enum.GetValues<Receipt>().Length];
    private readonly long[] _steps = new long[Steps.Count + 1];
    private readonly RecentRate _events = new();
    private long _ticks;

    /// <summary>Counts a message.</summary>
    /// <param name="receipt">What became of it.</param>
    /// <param name="took">From its arrival until it could be acknowledged.</param>
    public void Count(Receipt receipt, TimeSpan took)
    {
        Interlocked.Increment(ref _receipts[(int)receipt]);
        int step = 0;
        while (step < Steps.Count && took.TotalSeconds > Steps[step]) step++;
        Interlocked.Increment(ref _steps[step]);
        Interlocked.Add(ref _ticks, took.Ticks);
        OtlpExport.Took.Record(took.TotalSeconds);
    }

    /// <summary>Counts events that were stored.</summary>
    internal void CountEvents(int count, DateTimeOffset now) => _events.Add(count, now);

    /// <summary>How many events were stored a second, over the last minute.</summary>
    internal double EventsASecond(DateTimeOffset now) => _events.ASecond(now);

    /// <summary>How many messages had this fate.</summary>
    internal long Of(Receipt receipt) => Interlocked.Read(ref _receipts[(int)receipt]);

    /// <summary>How many took no longer than each step, and all of them at the end.</summary>
    internal IReadOnlyList<long> UpTo()
    {
        var sums = new List<long>();
        for (int i = 0; i < _steps.Length; i++) sums.Add(sums.LastOrDefault() + Interlocked.Read(ref _steps[i]));
        return sums;
    }

    /// <summary>How long all took together, seconds.</summary>
    internal double Seconds => TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds;
}
