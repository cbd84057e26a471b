using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace EdgeGuard.Central.Tests;

/// <summary>What holds for every endpoint, whichever comes next.</summary>
[TestClass]
public sealed class EndpointTests
{
    private static readonly Dictionary<string, Door> Opens = new()
    {
        [""] = Door.Anyone,
        ["norole"] = Door.SignedIn,
        ["view"] = Door.SignedIn,
        ["oper"] = Door.Operator,
        ["engi"] = Door.Engineer,
        ["anna"] = Door.Administrator,
    };

    private WebConsole _console = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _console.Add("view", "plant-7", SiteRole.Viewer);
        _console.Add("oper", "plant-7", SiteRole.Operator);
        _console.Add("engi", "*", SiteRole.Engineer);
        _console.Add("norole", "plant-7", SiteRole.Viewer);
        Assert.AreEqual("", _console.People.Administration.SetRole(TestPeople.Here, "norole", "plant-7", SiteRole.None));
    }

    [TestCleanup]
    public ValueTask End() => _console.DisposeAsync();

    [TestMethod]
    public void Every_endpoint_has_a_row_that_says_whom_it_lets_in_and_every_row_an_endpoint()
    {
        string[] without = [.. _console.Server.Endpoints.Where(one => EndpointTable.Of(one) == null).Select(one => one.DisplayName ?? "")];
        Assert.AreEqual("", string.Join('\n', without));
        EndpointRow[] used = [.. _console.Server.Endpoints.Select(one => EndpointTable.Of(one)!)];
        Assert.AreEqual("", string.Join('\n', EndpointTable.Rows.Except(used).Select(row => $"{row.Method} {row.Pattern}")));
        Assert.AreEqual(EndpointTable.Rows.Length, EndpointTable.Rows.Select(row => (row.Method, row.Pattern)).Distinct().Count());
        CollectionAssert.DoesNotContain(EndpointTable.Rows.Select(row => row.Door).ToArray(), Door.Closed);
        RoutePattern pattern = RoutePatternFactory.Parse("/other");
        var other = new RouteEndpoint(_ => Task.CompletedTask, pattern, 0, EndpointMetadataCollection.Empty, "");
        Assert.IsNull(EndpointTable.Of(other));
    }

    // Without the page's token nothing is done by any of them, so that all can be tried.
    [TestMethod]
    public async Task Every_endpoint_lets_in_whom_its_row_says_and_does_nothing_for_a_form_that_is_not_the_page_s()
    {
        foreach ((string name, Door highest) in Opens)
        {
            using WebBrowser browser = await _console.Browse(name);
            foreach (EndpointRow row in EndpointTable.Rows)
            {
                _console.Time.Now += TimeSpan.FromSeconds(10);
                using HttpResponseMessage answer = await Ask(browser, row);
                string place = $"{(name.Length > 0 ? name : "nobody")}: {row.Method} {row.Pattern}: {(int)answer.StatusCode}";
                bool isKeyless = row.Door == Door.Program && answer.StatusCode == HttpStatusCode.Unauthorized;
                bool isLetIn = answer.StatusCode != HttpStatusCode.Forbidden && !IsLogin(answer, row) && !isKeyless;
                Assert.AreEqual(row.Door <= highest, isLetIn, place);
                if (row.Method == "POST" && isLetIn) Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode, place);
                CheckHeaders(answer, place);
            }
        }
    }

    [TestMethod]
    public async Task What_changes_accounts_wants_a_proof_that_is_not_older_than_ten_minutes()
    {
        using WebBrowser browser = await _console.Browse("anna");
        EndpointRow[] rows = [.. EndpointTable.Rows.Where(row => row.NeedsProof)];
        Assert.IsGreaterThan(8, rows.Length);
        Assert.IsTrue(EndpointTable.Rows.Where(row => row is { Method: "POST", Door: Door.Administrator }).All(row => row.NeedsProof));
        _console.Time.Now += People.ProofLasts + TimeSpan.FromSeconds(1);
        foreach (EndpointRow row in rows)
        {
            using HttpResponseMessage answer = await browser.Post("/account", Path(row));
            Assert.AreEqual(HttpStatusCode.Found, answer.StatusCode, row.Pattern);
            StringAssert.StartsWith(answer.Headers.Location!.ToString(), "/prove?to=", row.Pattern);
        }
        using HttpResponseMessage wrong = await browser.Post("/prove", "/prove", ("password", "wrong password"), ("code", "000000"));
        Assert.AreEqual(HttpStatusCode.Forbidden, wrong.StatusCode);
        using HttpResponseMessage proved = await browser.Post(
            "/prove", "/prove", ("password", WebConsole.Password), ("code", _console.Digits("anna")), ("to", "/people"));
        Assert.AreEqual("/people", proved.Headers.Location!.ToString());
        using HttpResponseMessage done = await browser.Post("/people", "/people/view/disable");
        Assert.AreEqual("/people/view", done.Headers.Location!.ToString());
        Assert.IsTrue(_console.People.Administration.Find("view")!.IsDisabled);
    }

    [TestMethod]
    public async Task Cookies_are_for_this_host_over_TLS_alone_and_no_script_reads_them()
    {
        using WebBrowser browser = await _console.Browse();
        using HttpResponseMessage login = await browser.Get("/login");
        _console.Time.Now += TimeSpan.FromMinutes(1);
        using HttpResponseMessage answer = await browser.Post(
            "/login", "/login", ("name", "anna"), ("password", WebConsole.Password), ("code", _console.Digits("anna")));
        string[] cookies = [.. login.Headers.GetValues("Set-Cookie"), .. answer.Headers.GetValues("Set-Cookie")];
        Assert.HasCount(2, cookies);
        foreach (string cookie in cookies)
        {
            StringAssert.StartsWith(cookie, "__Host-");
            string[] parts = ["; secure", "; samesite=strict", "; httponly", "; path=/"];
            foreach (string part in parts) StringAssert.Contains(cookie, part);
            Assert.IsFalse(cookie.Contains("domain=", StringComparison.OrdinalIgnoreCase), cookie);
        }
    }

    private static void CheckHeaders(HttpResponseMessage answer, string place)
    {
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.StartsWith(policy, "default-src 'none'; style-src 'self';", place);
        Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single(), place);
        Assert.AreEqual("same-origin", answer.Headers.GetValues("Referrer-Policy").Single(), place);
        Assert.AreEqual("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single(), place);
        StringAssert.Contains(answer.Headers.CacheControl!.ToString(), "no-store", place);
        Assert.IsFalse(answer.Headers.Contains("Server"), place);
    }

    private static Task<HttpResponseMessage> Ask(WebBrowser browser, EndpointRow row) => row.Method switch
    {
        "POST" => browser.PostAlone(Path(row)),
        "HEAD" => browser.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Path(row))),
        _ => browser.Get(Path(row)),
    };

    // To be sent to the login is to be shut out, but from the first start where there is an account.
    private static bool IsLogin(HttpResponseMessage answer, EndpointRow row) => row.Pattern != "/setup"
        && answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location!.ToString().Contains("/login", StringComparison.Ordinal);

    private static string Path(EndpointRow row) => row.Pattern.Split(".{form:")[0]
        .Replace("{site}", "plant-7").Replace("{module}", "pump-3").Replace("{name}", "view").Replace("{*path}", "/nowhere")
        + (row.Pattern.Contains(".{form:") ? ".csv" : "");
}
