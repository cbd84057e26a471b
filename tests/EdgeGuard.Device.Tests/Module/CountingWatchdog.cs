using System.Threading;
using EdgeGuard.Core;

namespace EdgeGuard.Device.Tests.Module;

/// <summary>A watchdog that counts how often it was fed.</summary>
internal sealed class CountingWatchdog : IWatchdog
{
    private int _feeds;

    internal int Feeds
    {
        get { return Interlocked.CompareExchange(ref _feeds, 0, 0); }
    }

    public void Feed()
    {
        Interlocked.Increment(ref _feeds);
    }
}
