using System;
using System.Diagnostics;

namespace EdgeGuard.Cli;

/// <summary>When a module sends its next batch: at once, or at the moments of its share of a rate.</summary>
internal sealed class CentralPace
{
    private readonly long _step;
    private long _due;

    /// <param name="number">Of the module, from 0: their moments lie side by side.</param>
    /// <param name="modules">How many there are.</param>
    /// <param name="batch">Events of one batch.</param>
    /// <param name="rate">Events a second of all together; 0: at once.</param>
    public CentralPace(int number, int modules, int batch, int rate)
    {
        if (rate == 0) return;
        _step = (long)((double)batch * modules / rate * Stopwatch.Frequency);
        _due = Stopwatch.GetTimestamp() + (long)((double)_step * number / modules);
    }

    /// <summary>The next moment, in ticks of <see cref="Stopwatch"/>, and how long until then.</summary>
    /// <remarks>Who is late has a moment that is past: what it waits for counts as latency.</remarks>
    public TimeSpan Next(out long due)
    {
        long now = Stopwatch.GetTimestamp();
        due = _step == 0 ? now : _due;
        _due += _step;
        return due <= now ? TimeSpan.Zero : Stopwatch.GetElapsedTime(now, due);
    }
}
