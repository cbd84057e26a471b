using System;
using nanoFramework.Networking;

namespace EdgeGuard.Device;

/// <summary>The library's SNTP client. It answers nobody whether it has the time: that shows when the calendar moves.</summary>
internal sealed class SntpServer : ITimeServer
{
    private readonly string _address;

    /// <param name="address">IP address of the time server: a name would be looked up, with everything standing still meanwhile.</param>
    internal SntpServer(string address)
    {
        _address = address;
    }

    /// <inheritdoc/>
    public bool Start()
    {
        try
        {
            // Both: the library has servers of the Internet as its defaults.
            Sntp.Server1 = _address;
            Sntp.Server2 = _address;
            Sntp.Start();
            return true;
        }
        catch (Exception)
        {
            // No network yet, or an image without SNTP.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Stop()
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
