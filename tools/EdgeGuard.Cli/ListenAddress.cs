using System.Net;
using EdgeGuard.Settings;

namespace EdgeGuard.Cli;

/// <summary>Where a command listens: an address of this machine and a port.</summary>
internal static class ListenAddress
{
    /// <summary>Null, and what is wrong in words, for a text that is none. <c>localhost</c> is 127.0.0.1.</summary>
    public static IPEndPoint? Parse(string text, out string problem)
    {
        problem = "";
        if (SettingText.TryEndpoint(text, out string host, out int port))
        {
            if (host == "localhost") return new IPEndPoint(IPAddress.Loopback, port);
            if (IPAddress.TryParse(host, out IPAddress? address)) return new IPEndPoint(address, port);
        }
        problem = $"--listen '{text}' is not ADDRESS:PORT, such as 127.0.0.1:5020 or [::1]:0";
        return null;
    }
}
