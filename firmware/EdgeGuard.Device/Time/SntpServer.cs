using System;
using nanoFramework.Networking;

namespace EdgeGuard.Device;

/// <summary>The library's SNTP client, which sets the processor's calendar whenever it likes. It answers nobody whether it has the time:
/// that shows when the calendar moves. Never throws.</summary>
internal static class SntpServer
{
    /// <summary>Begins. False: it cannot.</summary>
    /// <param name="address">IP address of the time server: a name would be looked up, with everything standing still meanwhile.</param>
    internal static bool Start(string address)
    {
        try
        {
            // Both: the library has servers of the Internet as its defaults.
            Sntp.Server1 = address;
            Sntp.Server2 = address;
            Sntp.Start();
            return true;
        }
        catch (Exception)
        {
            // No network yet, or an image without SNTP.
            return false;
        }
    }

    /// <summary>Ends: from now on it sets nothing.</summary>
    internal static void Stop()
    {
        try
        {
            Sntp.Stop();
        }
        catch (Exception)
        {
            // An image without SNTP: nothing was started.
        }
    }
}
