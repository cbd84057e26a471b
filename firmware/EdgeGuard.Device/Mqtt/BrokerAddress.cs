using System;
using System.Net;

namespace EdgeGuard.Device;

/// <summary>From what the settings name to an address. Only at the start:
/// a look-up stops the whole interpreter until it is answered.</summary>
internal static class BrokerAddress
{
    private const int Parts = 4;

    /// <summary>The address that a text is, or that its name has now. Null:
    /// no name server knows it, or none answers. Never throws.</summary>
    internal static IPAddress? Resolve(string host)
    {
        try
        {
            if (host.Length == 0) return null;
            if (IsAddress(host)) return IPAddress.Parse(host);
            IPAddress[] found = Dns.GetHostEntry(host).AddressList;
            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] != null && IsAddress(found[i].ToString())) return found[i];
            }
        }
        catch (Exception)
        {
            // Unknown, or no network: what the library throws for it differs by version.
        }
        return null;
    }

    // Four numbers: the library opens its socket for IPv4 and nothing else.
    private static bool IsAddress(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != Parts) return false;
        for (int i = 0; i < Parts; i++)
        {
            if (!IsByte(parts[i])) return false;
        }
        return true;
    }

    private static bool IsByte(string text)
    {
        if (text.Length == 0 || text.Length > 3) return false;
        int value = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9') return false;
            value = value * 10 + text[i] - '0';
        }
        return value <= byte.MaxValue;
    }
}
