using System;

namespace nanoFramework.Runtime.Native;

/// <summary>The processor's calendar: of the host's nothing is set.</summary>
public static class Rtc
{
    /// <summary>What it was last set to.</summary>
    public static DateTime LastSet { get; private set; }

    public static bool SetSystemTime(DateTime time)
    {
        LastSet = time;
        return true;
    }
}
