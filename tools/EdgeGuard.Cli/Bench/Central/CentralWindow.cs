using System.Diagnostics;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>What happened between two moments, which are set when all that is measured has warmed up. Any thread.</summary>
internal sealed class CentralWindow
{
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _latencies = new();
    private long _began;
    private long _ended;
    private long _events;

    /// <summary>From now on it counts.</summary>
    public void Begin() => Interlocked.Exchange(ref _began, Stopwatch.GetTimestamp());

    /// <summary>And no longer.</summary>
    public void End() => Interlocked.Exchange(ref _ended, Stopwatch.GetTimestamp());

    /// <summary>Of what was counted. When it has ended.</summary>
    public LatencyHistogram Latencies => _latencies;

    public long Events => _events;

    public double Seconds => Stopwatch.GetElapsedTime(_began, _ended).TotalSeconds;

    /// <summary>Counts what has just ended, where it is within the window.</summary>
    /// <param name="since">When it should have begun, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="events">How many events it was.</param>
    public void Add(long since, int events)
    {
        if (Interlocked.Read(ref _began) == 0 || Interlocked.Read(ref _ended) != 0) return;
        lock (_lock)
        {
            _latencies.Add(Stopwatch.GetTimestamp() - since);
            _events += events;
        }
    }
}
