using System.Net;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Who sent a request, and from where.</summary>
internal static class Callers
{
    private const int MostCharacters = 150;

    internal static Caller Of(HttpContext context)
    {
        string browser = PeerText.Clean(context.Request.Headers.UserAgent.ToString());
        return new Caller(
            CurrentPerson.Of(context).Person?.Name ?? "",
            AddressOf(context)?.ToString() ?? "",
            browser.Length <= MostCharacters ? browser : browser[..MostCharacters]);
    }

    internal static IPAddress? AddressOf(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }
}
