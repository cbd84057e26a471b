using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>An auto-reset signal on an event of the interpreter's.</summary>
internal sealed class DeviceSignal : ISignal
{
    private readonly IClock _clock;
    private readonly AutoResetEvent _event = new AutoResetEvent(false);

    internal DeviceSignal(IClock clock)
    {
        _clock = clock;
    }

    /// <inheritdoc/>
    public bool Wait(long until)
    {
        while (true)
        {
            long left = until - _clock.Now;
            if (left < 0) left = 0;
            if (left > int.MaxValue) left = int.MaxValue;
            if (_event.WaitOne((int)left, false)) return true;
            if (_clock.Now >= until) return false;
        }
    }

    /// <inheritdoc/>
    public void Set()
    {
        _event.Set();
    }
}
