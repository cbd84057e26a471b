using System;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device;

/// <summary>The interpreter's calendar. Never throws.</summary>
internal sealed class SystemTime : ISystemTime
{
    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    /// <inheritdoc/>
    public long Utc
    {
        get { return (DateTime.UtcNow.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond; }
    }

    /// <inheritdoc/>
    public bool Set(long utc)
    {
        try
        {
            return Rtc.SetSystemTime(new DateTime(Epoch.Ticks + utc * TimeSpan.TicksPerMillisecond));
        }
        catch (Exception)
        {
            // Outside the years that the processor's calendar has.
            return false;
        }
    }
}
