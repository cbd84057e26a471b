using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

/// <summary>What people and programs are told when there is no answer.</summary>
[TestClass]
public sealed class ErrorPageTests
{
    private WebConsole _console = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _console.Add("bert", "plant-7", SiteRole.Viewer);
        await _console.Refuse(new TestModule(), 1, "CN=here");
        await _console.Refuse(new TestModule("pump-9", site: "plant-8"), 1, "CN=there");
    }

    [TestCleanup]
    public ValueTask End() => _console.DisposeAsync();

    [TestMethod]
    public async Task What_is_not_there_and_what_is_not_yours_look_alike_and_say_what_to_do_next()
    {
        using WebBrowser bert = await _console.Browse("bert");
        string[] paths =
        [
            "/modules/plant-8/pump-9", "/modules/plant-8/pump-9/policy", "/modules/nowhere/pump-9", "/modules/plant-7/pump-9",
            "/alerts/4711", "/nowhere", "/nowhere.php", "/modules/plant-8",
        ];
        string[] pages = [.. await Task.WhenAll(paths.Select(path => NotFound(bert, path)))];
        Assert.HasCount(1, pages.Distinct());
        StringAssert.Contains(pages[0], "<h1>There is nothing here</h1>");
        StringAssert.Contains(pages[0], "<a href=\"/modules\">All modules</a>");
        StringAssert.Contains(pages[0], "<nav ");
        using WebBrowser anna = await _console.Browse("anna");
        StringAssert.Contains(await NotFound(anna, "/people/nobody"), "There is nothing here");
    }

    [TestMethod]
    public async Task What_fails_here_is_told_with_a_number_that_stands_in_the_log_and_is_counted()
    {
        using WebBrowser anna = await _console.Browse("anna");
        string file = Directory.EnumerateFiles(Path.Combine(_console.Folder, "archive"), "events-*.db").Single();
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand drop = connection.CreateCommand();
            drop.CommandText = "DROP TABLE refused; DROP TABLE refusal";
            drop.ExecuteNonQuery();
        }
        using HttpResponseMessage answer = await anna.Get("/refusals?site=typed-by-somebody");
        Assert.AreEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync();
        StringAssert.Contains(page, "<h1>Something failed here</h1>");
        StringAssert.Contains(page, "<nav ");
        Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        string number = Regex.Match(page, "<strong class=\"secret\">([A-Z2-7]{8})</strong>").Groups[1].Value;
        string log = string.Join('\n', _console.Log);
        StringAssert.StartsWith(log, $"fault {number}: GET /refusals: SqliteException: SQLite Error 1: 'no such table: refusal'");
        StringAssert.Contains(log, nameof(RefusalReader));
        Assert.IsFalse(log.Contains("typed-by-somebody", StringComparison.Ordinal));
        Assert.IsFalse(page.Contains("no such table", StringComparison.Ordinal));
        using HttpResponseMessage json = await Ask(anna, "/refusals", "application/json");
        JsonElement problem = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement;
        StringAssert.Contains(_console.Log.Last(), problem.GetProperty("reference").GetString()!);
        string figures = await Figures();
        StringAssert.Contains(figures, "\nedgeguard_central_web_faults_total 2\n");
        StringAssert.Contains(figures, "\nedgeguard_central_web_answers_total{status=\"5xx\"} 2\n");
    }

    [TestMethod]
    public void A_fault_is_logged_without_what_its_message_may_repeat_of_a_stranger()
    {
        string log = "";
        var fault = new InvalidOperationException("secret", new FormatException("typed"));
        string number = new FaultLog(line => log = line).Write("GET\n", "/x", fault);
        Assert.AreEqual($"fault {number}: GET? /x: InvalidOperationException of FormatException", log);
        new FaultLog(line => log = line).Write("GET", "/x", new IOException("disk\u001b[2J full"));
        StringAssert.EndsWith(log, "IOException: disk?[2J full");
    }

    [TestMethod]
    public async Task Each_is_told_in_the_form_in_which_it_asked()
    {
        using WebBrowser anna = await _console.Browse("anna");
        using HttpResponseMessage json = await Ask(anna, "/nowhere", "application/json");
        Assert.AreEqual(HttpStatusCode.NotFound, json.StatusCode);
        Assert.AreEqual("application/problem+json", json.Content.Headers.ContentType!.MediaType);
        JsonElement problem = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement;
        Assert.AreEqual(404, problem.GetProperty("status").GetInt32());
        Assert.AreEqual("There is nothing here", problem.GetProperty("title").GetString());
        using HttpResponseMessage text = await Ask(anna, "/nowhere", "*/*");
        Assert.AreEqual("text/plain", text.Content.Headers.ContentType!.MediaType);
        StringAssert.StartsWith(await text.Content.ReadAsStringAsync(), "There is nothing here. No page, module,");
        using HttpResponseMessage page = await Ask(anna, "/nowhere", "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.AreEqual("text/html", page.Content.Headers.ContentType!.MediaType);
        using HttpResponseMessage head = await anna.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/nowhere"));
        Assert.AreEqual((HttpStatusCode.NotFound, ""), (head.StatusCode, await head.Content.ReadAsStringAsync()));
        using WebBrowser nobody = await _console.Browse();
        using HttpResponseMessage closed = await Ask(nobody, "/modules", "application/json");
        Assert.AreEqual(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.AreEqual("application/problem+json", closed.Content.Headers.ContentType!.MediaType);
    }

    [TestMethod]
    public async Task A_form_that_comes_after_the_session_is_not_done_and_whoever_signs_in_again_is_back_at_it()
    {
        using WebBrowser browser = await _console.Browse("anna");
        _console.Time.Now += People.Longest + TimeSpan.FromMinutes(1);
        browser.Client.DefaultRequestHeaders.Referrer = new Uri(browser.Client.BaseAddress!, "/alerts?state=open");
        using HttpResponseMessage late = await browser.PostAlone("/alerts/acknowledge", ("id", "1"), ("reason", "seen"));
        Assert.AreEqual("/login?ended=true&to=%2Falerts%3Fstate%3Dopen", late.Headers.Location!.ToString());
        string login = await browser.Page(late.Headers.Location!.ToString());
        StringAssert.Contains(login, "what you sent was not done");
        StringAssert.Contains(login, "name=\"to\" value=\"/alerts?state=open\"");
        browser.Client.DefaultRequestHeaders.Referrer = new Uri("https://elsewhere.example/alerts");
        using HttpResponseMessage other = await browser.PostAlone("/alerts/acknowledge");
        Assert.AreEqual("/login?ended=true&to=%2F", other.Headers.Location!.ToString());
    }

    [TestMethod]
    public async Task What_cannot_be_read_or_is_too_much_is_told_in_words_with_the_way_back()
    {
        using WebBrowser anna = await _console.Browse("anna");
        anna.Client.DefaultRequestHeaders.Referrer = new Uri(anna.Client.BaseAddress!, "/refusals");
        await Told(anna.Get("/refusals?days=many"), HttpStatusCode.BadRequest, "Not understood");
        await Told(anna.PostAlone("/logout"), HttpStatusCode.BadRequest, "open for too long");
        (string, string) much = ("reason", new string('x', 40_000));
        await Told(anna.Post("/account", "/alerts/acknowledge", much), HttpStatusCode.RequestEntityTooLarge, "Too much");
        using WebBrowser bert = await _console.Browse("bert");
        bert.Client.DefaultRequestHeaders.Referrer = anna.Client.DefaultRequestHeaders.Referrer;
        await Told(bert.Get("/audit"), HttpStatusCode.Forbidden, "ask an administrator");
        for (int i = 0; i < AddressLimit.PerMinute; i++) (await bert.PostAlone("/join")).Dispose();
        await Told(bert.PostAlone("/join"), HttpStatusCode.TooManyRequests, "Wait a minute");
        StringAssert.Contains(await Figures(), "\nedgeguard_central_web_faults_total 0\n");
    }

    private static async Task Told(Task<HttpResponseMessage> asked, HttpStatusCode status, string words)
    {
        using HttpResponseMessage answer = await asked;
        string page = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(status, answer.StatusCode, words);
        StringAssert.Contains(page, words);
        StringAssert.Contains(page, "<a href=\"/refusals\">Back to the page</a>");
    }

    // But for the token of its form, which is another one each time.
    private static async Task<string> NotFound(WebBrowser browser, string path)
    {
        using HttpResponseMessage answer = await browser.Get(path);
        Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        string page = await answer.Content.ReadAsStringAsync();
        return Regex.Replace(page, @"(name=""__RequestVerificationToken"" value="")[^""]+|\s*aria-current=""page""", "$1");
    }

    private static Task<HttpResponseMessage> Ask(WebBrowser browser, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return browser.Client.SendAsync(request);
    }

    private async Task<string> Figures()
    {
        using var program = new WebBrowser(_console.Ca, _console.Server.WebPort);
        string token = (await File.ReadAllTextAsync(Path.Combine(_console.Folder, MetricsToken.FileName))).Trim();
        program.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await program.Page("/metrics");
    }
}
