using System;
using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device;

/// <summary>The one way in which the device ends a run by itself: it leaves
/// its restart cause and reboots. Any thread; never throws.</summary>
/// <remarks>Closed: every link and the bypass relay are dropped, and nothing
/// is served until the next start has judged what is stored.</remarks>
internal sealed class Restarter
{
    private readonly IStore _store;
    private readonly int _boot;
    private readonly RebootAction _reboot;
    private int _hasBegun;

    /// <param name="store">Where the restart cause goes.</param>
    /// <param name="boot">Number of this start; 0 when it has none, and leaves no words.</param>
    /// <param name="reboot">Restarts the processor.</param>
    internal Restarter(IStore store, int boot, RebootAction reboot)
    {
        _store = store;
        _boot = boot;
        _reboot = reboot;
    }

    /// <summary>Reboots. The first words stand: what fails after them is their consequence.</summary>
    internal void Restart(RestartCause words)
    {
        if (Interlocked.Exchange(ref _hasBegun, 1) != 0) return;
        try
        {
            words.Leave(_store, _boot);
        }
        catch (Exception)
        {
            // No memory, or a store that breaks its promise: a restart without words is better than none.
        }
        _reboot();
    }
}
