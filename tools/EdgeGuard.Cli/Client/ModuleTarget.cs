using System.Net;
using System.Net.Sockets;
using EdgeGuard.Settings;

namespace EdgeGuard.Cli;

/// <summary>A module's address: <c>10.1.2.3</c>, <c>guard7:802</c>, <c>[fe80::1]:802</c>.</summary>
/// <param name="Host">Address or name.</param>
/// <param name="Port">TCP port.</param>
public sealed record ModuleTarget(string Host, int Port)
{
    /// <summary>The port of MODBUS/TCP Security.</summary>
    public const int DefaultPort = 802;

    /// <summary>Null when the text is no such address.</summary>
    public static ModuleTarget? Parse(string text)
    {
        bool isBareIPv6 = !text.StartsWith('[') && IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
        string host = isBareIPv6 ? "[" + text + "]" : text;
        string whole = isBareIPv6 || text.EndsWith(']') || !text.Contains(':') ? $"{host}:{DefaultPort}" : text;
        return SettingText.TryEndpoint(whole, out host, out int port) && port > 0 ? new ModuleTarget(host, port) : null;
    }
}
