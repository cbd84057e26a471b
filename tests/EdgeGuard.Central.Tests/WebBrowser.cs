using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>A browser without scripts, with its own cookies.</summary>
internal sealed class WebBrowser : IDisposable
{
    internal WebBrowser(CentralCa ca, int port, IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { ca.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        if (from != null)
        {
            handler.ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }
        Client = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}") };
    }

    /// <summary>For a request with a header of its own.</summary>
    internal HttpClient Client { get; }

    /// <summary>Gets a page; of one that is told for ever what stands above it.</summary>
    internal Task<HttpResponseMessage> Get(string path) => Client.GetAsync(
        path,
        path.StartsWith("/live/", StringComparison.Ordinal)
            ? HttpCompletionOption.ResponseHeadersRead
            : HttpCompletionOption.ResponseContentRead);

    internal async Task<string> Text(string path)
    {
        using HttpResponseMessage answer = await Get(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The text of a page that is there.</summary>
    internal async Task<string> Page(string path)
    {
        using HttpResponseMessage answer = await Get(path);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form that stands on a page.</summary>
    internal async Task<HttpResponseMessage> Post(string page, string path, params (string Name, string Value)[] fields)
    {
        string html = await Text(page);
        string token = WebUtility.HtmlDecode(Regex.Match(html, @"name=""__RequestVerificationToken"" value=""([^""]+)""").Groups[1].Value);
        return await PostAlone(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    /// <summary>Sends fields that stand on no page.</summary>
    internal Task<HttpResponseMessage> PostAlone(string path, params (string Name, string Value)[] fields) =>
        Client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public void Dispose() => Client.Dispose();
}
