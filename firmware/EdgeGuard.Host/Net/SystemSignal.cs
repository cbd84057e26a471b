using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>An auto-reset signal on a monitor.</summary>
internal sealed class SystemSignal : ISignal
{
    private readonly IClock _clock;
    private readonly object _gate = new();
    private bool _isSet; // guarded by _gate

    internal SystemSignal(IClock clock)
    {
        _clock = clock;
    }

    /// <inheritdoc/>
    public bool Wait(long until)
    {
        lock (_gate)
        {
            while (!_isSet)
            {
                long left = until - _clock.Now;
                if (left <= 0) return false;
                Monitor.Wait(_gate, (int)Math.Min(left, int.MaxValue));
            }

            _isSet = false;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.Pulse(_gate);
        }
    }
}
