using System.Globalization;
using System.Net;

namespace EdgeGuard.Cli.Client;

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
        if (IPAddress.TryParse(text, out _) && !text.StartsWith('['))
            return new ModuleTarget(text, DefaultPort);
        int colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
            return Create(text, DefaultPort);
        bool hasPort = ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port);
        return hasPort && port > 0 ? Create(text[..colon], port) : null;
    }

    private static ModuleTarget? Create(string host, int port)
    {
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = host[1..^1];
        return System.Uri.CheckHostName(host) == System.UriHostNameType.Unknown ? null : new ModuleTarget(host, port);
    }
}
