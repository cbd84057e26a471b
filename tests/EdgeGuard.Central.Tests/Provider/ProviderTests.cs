using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>Signing in by a provider: the whole way, and every answer that is not as it has to be.</summary>
[TestClass]
public sealed class ProviderTests : IAsyncDisposable
{
    // What the provider's Zoë is called here.
    private const string Zoe = "oidc.zobadminb";

    private FakeTime _time = null!;
    private TestProvider _provider = null!;
    private WebConsole? _console;
    private WebBrowser? _browser;

    private WebConsole Console => _console!;

    private WebBrowser Browser => _browser!;

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        if (_console != null) await _console.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    public async Task Somebody_comes_in_by_the_provider_with_the_roles_that_its_claims_give_and_goes()
    {
        await Start();
        StringAssert.Contains(await Browser.Page("/login"), "href=\"/login/provider?to=%2F\"");
        string page = await Text(await Back("/login/provider?to=/modules", HttpStatusCode.OK));
        StringAssert.Contains(page, "<a href=\"/modules\">Go on</a>");
        Assert.AreEqual("code", _provider.Asked["response_type"]);
        Assert.AreEqual($"https://localhost:{Console.Server.WebPort}/login/provider/back", _provider.Asked["redirect_uri"]);
        string account = await Browser.Page("/account");
        StringAssert.Contains(account, "<h1>oidc.zobadminb</h1>");
        StringAssert.Contains(account, "operator of plant-7");
        Assert.IsFalse(account.Contains("New password", StringComparison.Ordinal));
        PersonView person = Console.People.Administration.Find("oidc.zobadminb")!;
        Assert.IsTrue(person.IsProvider);
        StringAssert.Contains(Entries(), "signed in : by " + _provider.Issuer);
        StringAssert.Contains(Entries(), $"provider account made oidc.zobadminb: 4711 of {_provider.Issuer}");
        StringAssert.Contains(Entries(), "role given oidc.zobadminb: operator of plant-7, by the provider");
        string left = await Text(await Browser.Post("/", "/logout"));
        StringAssert.Contains(left, $"{_provider.Issuer}/end?");
        using HttpResponseMessage after = await Browser.Get("/");
        Assert.AreEqual(HttpStatusCode.Found, after.StatusCode);
        Assert.IsTrue(Console.People.Trail.Verify().IsWhole);
    }

    [TestMethod]
    [DataRow("issuer", "IDX")]
    [DataRow("audience", "IDX")]
    [DataRow("nonce", "nonce")]
    [DataRow("no nonce", "nonce")]
    [DataRow("expired", "IDX")]
    [DataRow("not yet", "IDX")]
    [DataRow("none", "not signed")]
    [DataRow("hmac", "IDX")]
    [DataRow("unknown key", "IDX")]
    [DataRow("other key", "IDX")]
    [DataRow("changed", "IDX")]
    [DataRow("nobody", "")]
    [DataRow("state", "State")]
    [DataRow("no state", "State")]
    [DataRow("other browser", "Correlation")]
    [DataRow("other issuer answers", "another provider")]
    [DataRow("code", "invalid_grant")]
    [DataRow("refused", "access_denied")]
    [DataRow("no role", "no role")]
    public async Task An_answer_that_is_not_as_it_has_to_be_lets_nobody_in_and_is_told(string how, string told)
    {
        await Start();
        Spoil(how);
        Uri back = _provider.Authorize(await Ask("/login/provider"));
        string query = how switch
        {
            "state" => back.Query.Replace("state=", "state=x"),
            "no state" => back.Query.Split("&state=")[0],
            "other issuer answers" => back.Query + "&iss=https://evil.example",
            "code" => back.Query.Replace("code=", "code=x"),
            "refused" => back.Query.Replace("code=", "error=access_denied&x="),
            _ => back.Query,
        };
        using WebBrowser other = await Console.Browse();
        using HttpResponseMessage answer = await (how == "other browser" ? other : Browser).Get(back.AbsolutePath + query);
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        using HttpResponseMessage page = await Browser.Get("/account");
        Assert.AreEqual(HttpStatusCode.Found, page.StatusCode);
        StringAssert.Contains(Last(), "sign-in failed : provider: ");
        StringAssert.Contains(Last(), told);
        Assert.IsFalse(Last().Contains(TestProvider.Secret, StringComparison.Ordinal));
        Assert.HasCount(1, Console.People.Administration.All());
    }

    [TestMethod]
    public async Task An_answer_is_good_once()
    {
        await Start();
        Uri back = _provider.Authorize(await Ask("/login/provider"));
        using HttpResponseMessage first = await Browser.Get(back.PathAndQuery);
        Assert.AreEqual(HttpStatusCode.OK, first.StatusCode);
        using HttpResponseMessage again = await Browser.Get(back.PathAndQuery);
        Assert.AreEqual(HttpStatusCode.Forbidden, again.StatusCode);
    }

    [TestMethod]
    public async Task Who_somebody_is_is_issuer_and_subject_and_roles_are_those_of_the_last_time()
    {
        await Start();
        await Back("/login/provider", HttpStatusCode.OK);
        _provider.Name = "another name";
        await Back("/login/provider", HttpStatusCode.OK);
        Assert.HasCount(2, Console.People.Administration.All(), "the same subject is the same person, whatever the name");
        (_provider.Subject, _provider.Name) = ("4712", "Zoë <b>Admin</b>");
        await Back("/login/provider", HttpStatusCode.OK);
        Assert.IsNotNull(Console.People.Administration.Find("oidc.zobadminb-2"), "the same name and e-mail is somebody else");
        (_provider.Subject, _provider.Groups) = ("4711", ["engineers", "scada operators"]);
        await Back("/login/provider", HttpStatusCode.OK);
        SiteRoles roles = Console.People.Administration.Find("oidc.zobadminb")!.Roles;
        Assert.AreEqual((SiteRole.Engineer, SiteRole.Engineer), (roles.At("plant-7"), roles.At("plant-8")));
        _provider.Groups = [];
        await Back("/login/provider", HttpStatusCode.Forbidden);
        Assert.AreEqual(SiteRole.None, Console.People.Administration.Find("oidc.zobadminb")!.Roles.Highest);
        Assert.IsEmpty(Console.People.Administration.Sessions("oidc.zobadminb"), "and its sessions are over");
    }

    [TestMethod]
    public async Task A_proof_is_as_old_as_what_the_provider_asked_and_it_asks_again()
    {
        await Start();
        _provider.Groups = ["admins"];
        _provider.SignedInBefore = TimeSpan.FromHours(3);
        await Back("/login/provider", HttpStatusCode.OK);
        using HttpResponseMessage late = await Browser.Post("/people", "/people/anna/disable");
        StringAssert.StartsWith(late.Headers.Location!.ToString(), "/prove?to=");
        StringAssert.Contains(await Browser.Page("/prove?to=/people"), "href=\"/prove/provider?to=%2Fpeople\"");
        await Back("/prove/provider?to=/people", HttpStatusCode.Forbidden);
        Assert.AreEqual(("login", "0"), (_provider.Asked["prompt"], _provider.Asked["max_age"]));
        StringAssert.Contains(Last(), "the provider did not ask again");
        _provider.SignedInBefore = TimeSpan.Zero;
        _provider.Subject = "4712";
        await Back("/prove/provider?to=/people", HttpStatusCode.Forbidden);
        StringAssert.Contains(Last(), "somebody else");
        _provider.Subject = "4711";
        await Back("/prove/provider?to=/people", HttpStatusCode.OK);
        StringAssert.Contains(Last(), "proved again who it is : by " + _provider.Issuer);
        using HttpResponseMessage left = await Browser.Post("/people", "/people/anna/disable");
        Assert.AreEqual(HttpStatusCode.BadRequest, left.StatusCode, "the last administrator with a password here stays");
        StringAssert.Contains(await Text(left), "nobody who may");
    }

    [TestMethod]
    public async Task What_acr_and_amr_have_to_be_is_asked_for_and_looked_at()
    {
        await Start("oidc.acr gold silver\noidc.amr mfa hwk\n");
        await Back("/login/provider", HttpStatusCode.Forbidden);
        Assert.AreEqual("gold silver", _provider.Asked["acr_values"]);
        StringAssert.Contains(Last(), "acr");
        _provider.Spoil = claims => claims["acr"] = "silver";
        await Back("/login/provider", HttpStatusCode.Forbidden);
        StringAssert.Contains(Last(), "amr");
        _provider.Spoil = claims => (claims["acr"], claims["amr"]) = ("silver", new System.Text.Json.Nodes.JsonArray("pwd", "mfa"));
        await Back("/login/provider", HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task A_disabled_account_is_shut_and_one_of_the_provider_gets_no_password_here()
    {
        await Start();
        await Back("/login/provider", HttpStatusCode.OK);
        using HttpResponseMessage refused = await Browser.Post(
            "/account", "/account/password", ("password", WebConsole.Password), ("again", WebConsole.Password));
        Assert.AreEqual(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.AreEqual("", Console.People.Administration.Disable(PeopleFolder.Anna, "oidc.zobadminb"));
        using HttpResponseMessage page = await Browser.Get("/account");
        Assert.AreEqual(HttpStatusCode.Found, page.StatusCode);
        await Back("/login/provider", HttpStatusCode.Forbidden);
        StringAssert.Contains(Last(), "disabled");
        StringAssert.Contains(
            Console.People.Administration.Invite(PeopleFolder.Anna, "oidc.eve", "*", SiteRole.Viewer, out _), "whom the provider names");
    }

    [TestMethod]
    public async Task What_the_provider_decides_is_decided_nowhere_here_and_says_so_and_where()
    {
        await Start();
        await Back("/login/provider", HttpStatusCode.OK);
        Console.Add("bert", "plant-7", SiteRole.Viewer);
        using WebBrowser anna = await Console.Browse("anna");
        string own = await anna.Page("/people/bert");
        string page = await anna.Page($"/people/{Zoe}");
        foreach (string deed in new[] { "role", "reset" })
        {
            StringAssert.Contains(own, $"action=\"/people/bert/{deed}\"");
            Assert.IsFalse(page.Contains($"action=\"/people/{Zoe}/{deed}\"", StringComparison.Ordinal), deed);
        }
        StringAssert.Contains(page, "The provider gives them");
        await Refused(anna, "role", "the person's groups there, or, in oidc.conf, the line", ("site", "plant-7"), ("role", ""));
        await Refused(anna, "role", "'oidc.role plant-7 engineer GROUP'", ("site", "plant-7"), ("role", "engineer"));
        await Refused(anna, "reset", "signs in by the provider");
        using Executable rescue = Executable.Central("rescue", Zoe, "--data", Console.Folder);
        Assert.AreEqual(1, rescue.WaitForExit(), rescue.Everything());
        StringAssert.Contains(rescue.Errors, "signs in by the provider");
        PersonView person = Console.People.Administration.Find(Zoe)!;
        Assert.IsTrue(person.IsProvider, "still");
        Assert.AreEqual(0, person.CodeUntil);
        Assert.AreEqual("plant-7 Operator", string.Join(' ', person.Roles.Given.Select(given => $"{given.Key} {given.Value}")));
    }

    [TestMethod]
    public async Task Whoever_is_disabled_stays_shut_whatever_the_provider_says_and_opens_with_what_it_says_then()
    {
        await Start();
        await Back("/login/provider", HttpStatusCode.OK);
        using WebBrowser anna = await Console.Browse("anna");
        using HttpResponseMessage shut = await anna.Post($"/people/{Zoe}", $"/people/{Zoe}/disable");
        Assert.AreEqual(HttpStatusCode.Found, shut.StatusCode);
        _provider.Groups = ["admins"];
        for (int i = 0; i < 3; i++) await Back("/login/provider", HttpStatusCode.Forbidden);
        PersonView person = Console.People.Administration.Find(Zoe)!;
        Assert.IsTrue(person.IsDisabled);
        Assert.AreEqual(SiteRole.Operator, person.Roles.Highest, "what was not let in changes nothing");
        using HttpResponseMessage open = await anna.Post($"/people/{Zoe}", $"/people/{Zoe}/enable");
        Assert.AreEqual(HttpStatusCode.Found, open.StatusCode);
        await Back("/login/provider", HttpStatusCode.OK);
        Assert.AreEqual(SiteRole.Administrator, Console.People.Administration.Find(Zoe)!.Roles.Highest);
        using HttpResponseMessage gone = await anna.Post($"/people/{Zoe}", $"/people/{Zoe}/remove");
        Assert.AreEqual(HttpStatusCode.Found, gone.StatusCode);
        Assert.IsNull(Console.People.Administration.Find(Zoe));
    }

    [TestMethod]
    public async Task Where_the_provider_is_away_or_of_another_CA_accounts_of_the_console_come_in()
    {
        await Start(authority: false);
        using HttpResponseMessage away = await Browser.Get("/login/provider");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        StringAssert.Contains(await Text(away), "cannot be reached");
        using WebBrowser anna = await Console.Browse("anna");
        StringAssert.Contains(await anna.Page("/"), "anna");
    }

    [TestMethod]
    public async Task Without_settings_there_is_no_link_and_no_address()
    {
        _provider = await TestProvider.Start(TimeProvider.System);
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        using WebBrowser browser = await console.Browse("anna");
        Assert.IsFalse((await browser.Page("/login")).Contains("provider", StringComparison.Ordinal));
        foreach (string path in new[] { "/login/provider", "/prove/provider", "/login/provider/back?code=x&state=y" })
        {
            using HttpResponseMessage answer = await browser.Get(path);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        }
    }

    [TestMethod]
    public async Task Every_address_of_the_provider_has_a_row_that_says_whom_it_lets_in()
    {
        await Start();
        string[] without = [.. Console.Server.Endpoints.Where(one => EndpointTable.Of(one) == null).Select(one => one.DisplayName ?? "")];
        Assert.AreEqual("", string.Join('\n', without));
        EndpointRow[] used = [.. Console.Server.Endpoints.Select(one => EndpointTable.Of(one)!)];
        Assert.IsEmpty(EndpointTable.ProviderRows.Except(used).ToArray());
        using HttpResponseMessage shut = await Browser.Get("/prove/provider");
        StringAssert.Contains(shut.Headers.Location!.ToString(), "/login");
    }

    private static async Task Refused(WebBrowser browser, string deed, string why, params (string, string)[] fields)
    {
        using HttpResponseMessage answer = await browser.Post("/people", $"/people/{Zoe}/{deed}", fields);
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode, deed);
        StringAssert.Contains(WebUtility.HtmlDecode(await Text(answer)), why);
    }

    private void Spoil(string how)
    {
        if (how == "issuer") _provider.Spoil = claims => claims["iss"] = "https://evil.example";
        if (how == "audience") _provider.Spoil = claims => claims["aud"] = "another";
        if (how == "nonce") _provider.Spoil = claims => claims["nonce"] = "another";
        if (how == "no nonce") _provider.Spoil = claims => claims.Remove("nonce");
        if (how == "expired") _provider.Spoil = claims => claims["exp"] = _time.Now.ToUnixTimeSeconds() - 120;
        if (how == "not yet") _provider.Spoil = claims => claims["nbf"] = _time.Now.ToUnixTimeSeconds() + 120;
        if (how == "nobody") _provider.Spoil = claims => claims.Remove("sub");
        if (how == "no role") _provider.Groups = ["others"];
        if (how == "unknown key") _provider.SpoilHead = head => head["kid"] = "two";
        if (how == "changed") _provider.Sign = _ => new byte[256];
        if (how == "none")
        {
            _provider.SpoilHead = head =>
            {
                head["alg"] = "none";
                head.Remove("kid");
            };
            _provider.Sign = _ => [];
        }
        if (how == "hmac")
        {
            _provider.SpoilHead = head => head["alg"] = "HS256";
            _provider.Sign = text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(TestProvider.Secret), text);
        }
        if (how is not ("other key" or "unknown key")) return;
        _provider.Sign = text =>
        {
            using RSA key = RSA.Create(2048);
            return key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        };
    }

    private async Task Start(string more = "", bool authority = true)
    {
        _time = new FakeTime(DateTimeOffset.UtcNow);
        _provider = await TestProvider.Start(_time);
        _console = await WebConsole.Start(options => _provider.Configure(options, more, authority));
        Console.AddFirst("anna");
        _browser = await Console.Browse();
        _time.Now = Console.Time.Now;
    }

    // To the provider, and back.
    private async Task<HttpResponseMessage> Back(string path, HttpStatusCode expected)
    {
        Uri back = _provider.Authorize(await Ask(path));
        HttpResponseMessage answer = await Browser.Get(back.PathAndQuery);
        Assert.AreEqual(expected, answer.StatusCode, Last());
        return answer;
    }

    private async Task<Uri> Ask(string path)
    {
        using HttpResponseMessage answer = await Browser.Get(path);
        Assert.AreEqual(HttpStatusCode.Found, answer.StatusCode, await Text(answer));
        return answer.Headers.Location!;
    }

    private string Last() => Entries(1);

    private string Entries(int most = 20) => string.Join('\n', Console.People.Trail
        .Entries(AuditQuery.Parse("", out _), long.MaxValue, most)
        .Select(entry => $"{AuditDeedText.Of(entry.Deed)} {entry.Subject}: {entry.Detail}"));

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
