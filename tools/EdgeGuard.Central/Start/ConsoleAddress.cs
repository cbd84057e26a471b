using System;
using System.Globalization;
using System.Linq;
using System.Net;

namespace EdgeGuard.Central;

/// <summary>Under which address people open the console, as it was told at the start: no request can say another. Immutable.</summary>
/// <param name="Name">Its name; empty where it has none but addresses.</param>
/// <param name="Origin">Scheme, name and port as browsers have them, such as <c>https://central.plant:8443</c>; empty likewise.</param>
public sealed record ConsoleAddress(string Name, string Origin)
{
    private const int HttpsPort = 443;

    /// <summary>That of a console which is known by addresses alone.</summary>
    public static ConsoleAddress None { get; } = new("", "");

    public bool HasName => Name.Length > 0;

    /// <summary>What follows from how it was started.</summary>
    /// <param name="options">With what.</param>
    /// <param name="port">Where it listens.</param>
    public static ConsoleAddress Of(CentralOptions options, int port)
    {
        if (options.Address is { } address) return Of(address.IdnHost, address.Port);
        string name = options.Hosts.FirstOrDefault(IsName) ?? (IPAddress.IsLoopback(options.Web.Address) ? "localhost" : "");
        return name.Length == 0 ? None : Of(name.ToLowerInvariant(), port);
    }

    /// <summary>Reads what somebody typed; null where it is none: with a path, without TLS, or an IP address.</summary>
    public static Uri? Parse(string text)
    {
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps;
        return isAddress && address!.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0
            && IsName(address.IdnHost) ? address : null;
    }

    /// <summary>Whether a header <c>Host</c> names it: the page that is asked for is opened under this address.</summary>
    internal bool IsHost(string host) =>
        HasName && string.Equals(Origin, Uri.UriSchemeHttps + Uri.SchemeDelimiter + host, StringComparison.OrdinalIgnoreCase);

    private static ConsoleAddress Of(string name, int port) => new(
        name, port == HttpsPort ? "https://" + name : string.Create(CultureInfo.InvariantCulture, $"https://{name}:{port}"));

    private static bool IsName(string host) => Uri.CheckHostName(host) == UriHostNameType.Dns;
}
