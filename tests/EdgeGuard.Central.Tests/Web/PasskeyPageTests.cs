using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>The forms of passkeys over HTTPS.</summary>
[TestClass]
public sealed class PasskeyPageTests
{
    [TestMethod]
    public async Task Somebody_adds_one_signs_in_and_proves_by_it_and_removes_it()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse("anna");
        using var device = new TestAuthenticator(Origin(console));
        string asked = await Text(await browser.Post("/account", "/account/passkeys/options"));
        using HttpResponseMessage added = await browser.Post(
            "/account", "/account/passkeys", ("name", "<b>ring</b>"), ("credential", device.Make(asked)));
        Assert.AreEqual("/account", added.Headers.Location!.ToString(), await Text(added));
        string account = await browser.Page("/account");
        StringAssert.Contains(account, "&lt;b&gt;ring&lt;/b&gt;");
        Assert.IsFalse(account.Contains("<b>ring", StringComparison.Ordinal));

        using WebBrowser other = await console.Browse();
        asked = await Text(await other.Post("/login", "/login/passkey/options"));
        string shown = device.Show(asked);
        using HttpResponseMessage stolen = await browser.Post("/login", "/login/passkey", ("credential", shown));
        Assert.AreEqual(HttpStatusCode.Forbidden, stolen.StatusCode, "another browser's");
        using HttpResponseMessage signedIn = await other.Post("/login", "/login/passkey", ("credential", shown), ("to", "/people"));
        Assert.AreEqual("/people", signedIn.Headers.Location!.ToString(), await Text(signedIn));
        using HttpResponseMessage again = await other.Post("/account", "/login/passkey", ("credential", shown));
        Assert.AreEqual(HttpStatusCode.Forbidden, again.StatusCode, "again");

        console.Time.Now += People.ProofLasts + TimeSpan.FromSeconds(1);
        using HttpResponseMessage late = await other.Post("/account", "/account/passkeys/remove", ("passkey", "1"));
        Assert.AreEqual("/prove?to=%2Faccount", late.Headers.Location!.ToString());
        asked = await Text(await other.Post("/prove", "/prove/passkey/options"));
        using HttpResponseMessage proved = await other.Post(
            "/prove", "/prove/passkey", ("credential", device.Show(asked)), ("to", "//evil.example"));
        Assert.AreEqual("/", proved.Headers.Location!.ToString());
        using HttpResponseMessage removed = await other.Post("/account", "/account/passkeys/remove", ("passkey", "1"));
        Assert.IsFalse((await other.Page("/account")).Contains("&gt;ring", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task What_a_header_says_of_the_host_changes_nothing()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using HttpClient browser = Misnamed(console);
        string page = await browser.GetStringAsync("/login");
        string token = WebUtility.HtmlDecode(
            System.Text.RegularExpressions.Regex.Match(page, @"RequestVerificationToken"" value=""([^""]+)""").Groups[1].Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login/passkey/options")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        };
        request.Headers.Host = "evil.example";
        using HttpResponseMessage answer = await browser.SendAsync(request);
        JsonNode asked = JsonNode.Parse(await Text(answer))!;
        Assert.AreEqual("localhost", (string)asked["rpId"]!);
        Assert.AreEqual("required", (string)asked["userVerification"]!);
        string cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.Contains("passkey", StringComparison.Ordinal));
        StringAssert.StartsWith(cookie, "__Host-");
        foreach (string part in new[] { "; secure", "; samesite=strict", "; httponly", "; path=/", "; max-age=300" })
        {
            StringAssert.Contains(cookie, part);
        }
    }

    [TestMethod]
    public async Task Who_tries_too_often_has_to_wait()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse();
        for (int i = 0; i < AddressLimit.PerMinute; i++)
        {
            using HttpResponseMessage one = await browser.Post("/login", "/login/passkey", ("credential", "{}"));
            Assert.AreEqual(HttpStatusCode.Forbidden, one.StatusCode);
        }
        using HttpResponseMessage last = await browser.Post("/login", "/login/passkey/options");
        Assert.AreEqual(HttpStatusCode.TooManyRequests, last.StatusCode);
    }

    [TestMethod]
    public async Task Without_a_name_the_pages_say_why_there_are_none_and_password_and_code_do()
    {
        await using WebConsole console = await WebConsole.Start(
            options => options with { Web = new IPEndPoint(IPAddress.Any, 0), Hosts = ["10.0.0.7"] });
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse("anna");
        foreach (string path in new[] { "/login", "/account" })
        {
            string page = await browser.Page(path);
            StringAssert.Contains(page, "not an IP address", path);
            Assert.IsFalse(page.Contains("<script", StringComparison.Ordinal), path);
        }
        foreach (string path in new[] { "/login/passkey/options", "/login/passkey", "/prove/passkey/options", "/account/passkeys" })
        {
            using HttpResponseMessage answer = await browser.Post("/account", path);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        }
    }

    [TestMethod]
    public async Task Under_another_address_the_pages_say_where_they_are_good()
    {
        await using WebConsole console = await WebConsole.Start(options => options with { Hosts = ["central.plant"] });
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse("anna");
        string page = await browser.Page("/account");
        StringAssert.Contains(page, $"https://central.plant:{console.Server.WebPort}/");
        Assert.IsFalse(page.Contains("data-passkey", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Without_scripts_nothing_of_it_is_seen()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse();
        string page = await browser.Page("/login");
        StringAssert.Contains(page, "data-options=\"/login/passkey/options\" hidden>");
        Assert.AreEqual(1, page.Split("<script").Length - 1);
        StringAssert.Contains(page, "<script src=\"/passkey.js\" defer></script>");
    }

    // The certificate is the console's, of whatever name the header speaks.
    private static HttpClient Misnamed(WebConsole console)
    {
        var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer() };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate!.Issuer == console.Ca.Certificate.Subject;
        return new HttpClient(handler) { BaseAddress = new Uri(Origin(console)) };
    }

    private static string Origin(WebConsole console) => $"https://localhost:{console.Server.WebPort}";

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
