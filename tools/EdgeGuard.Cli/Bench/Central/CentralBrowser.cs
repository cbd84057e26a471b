using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>A browser in which the account of the measurement is signed in. Any thread.</summary>
internal sealed partial class CentralBrowser : IDisposable
{
    private readonly HttpClient _client;

    private CentralBrowser(HttpClient client) => _client = client;

    /// <summary>Signs in, once for all that look at this site.</summary>
    /// <exception cref="BenchException">That is not taken.</exception>
    public static async Task<CentralBrowser> SignIn(CentralSite site, int port, CancellationToken stop)
    {
        var browser = new CentralBrowser(new HttpClient(Handler(site)) { BaseAddress = new Uri($"https://localhost:{port}") });
        try
        {
            if (await browser.IsSignedIn(stop)) return browser;
            string form = await browser.Get("/login", stop);
            string token = WebUtility.HtmlDecode(Token().Match(form).Groups[1].Value);
            using var fields = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["name"] = DemoAccount.Name,
                ["password"] = site.Account.Password,
                ["code"] = site.Account.Digits,
                ["__RequestVerificationToken"] = token,
            });
            using HttpResponseMessage answer = await browser._client.PostAsync("/login", fields, stop);
            return answer.StatusCode == HttpStatusCode.Found ? browser : throw new BenchException($"signing in: {answer.StatusCode}");
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Gets a page, all of it.</summary>
    /// <exception cref="BenchException">It is answered with something else.</exception>
    public async Task<string> Get(string path, CancellationToken stop)
    {
        try
        {
            using HttpResponseMessage answer = await _client.GetAsync(path, stop);
            string text = await answer.Content.ReadAsStringAsync(stop);
            return answer.StatusCode == HttpStatusCode.OK ? text : throw new BenchException($"{path}: {answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            throw new BenchException($"{path}: {e.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsSignedIn(CancellationToken stop)
    {
        using HttpResponseMessage answer = await _client.GetAsync("/", stop);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static SocketsHttpHandler Handler(CentralSite site) => new()
    {
        AllowAutoRedirect = false,
        CookieContainer = site.Cookies,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CaBundle.CreatePolicy(site.Ca.Certificate) },
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
