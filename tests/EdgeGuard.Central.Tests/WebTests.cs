using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Store;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>The pages over HTTPS, as a browser without scripts has them.</summary>
[TestClass]
public sealed class WebTests : IAsyncDisposable
{
    private const string Password = "correct horse battery";
    private const string OwnScript = "<script src=\"/live.js\" defer></script>";
    private const string Hostile = "<script>alert(1)</script>\u001b[31m\u202e";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
    private readonly FakeTime _time = new(DateTimeOffset.UtcNow);
    private CentralServer _server = null!;
    private CentralCa _ca = null!;
    private WebBrowser _browser = null!;

    [TestInitialize]
    public async Task Start()
    {
        CentralFolder folder = CentralFolder.Open(_folder);
        _ca = CentralCa.Open(folder.Ca);
        var options = new CentralOptions(_folder)
        {
            Web = new IPEndPoint(IPAddress.Loopback, 0),
            Broker = new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0)),
            Iterations = 1000,
        };
        _server = await CentralServer.Start(folder, _ca, _ca.OwnCertificate([]), options, _time, _ => { });
        _browser = new WebBrowser(_ca, _server.WebPort);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/modules")]
    [DataRow("/modules/plant-7/pump-3")]
    [DataRow("/events?q=site:plant-7")]
    [DataRow("/events.proof")]
    [DataRow("/refusals")]
    [DataRow("/refusals.csv")]
    [DataRow("/modules.json")]
    [DataRow("/nowhere")]
    public async Task Nobody_sees_anything_without_signing_in(string path)
    {
        HttpResponseMessage answer = await _browser.Get(path);
        Assert.AreEqual(HttpStatusCode.Found, answer.StatusCode);
        StringAssert.Contains(answer.Headers.Location!.ToString(), "/login");
    }

    [TestMethod]
    public async Task The_first_person_sets_up_signs_out_and_signs_in_again()
    {
        byte[] secret = _server.People.FirstSecret;
        string page = await SetUp();
        StringAssert.Contains(page, "No module has reported yet");
        HttpResponseMessage left = await Post("/", "/logout");
        Assert.AreEqual("/login", left.Headers.Location!.ToString());
        Assert.AreEqual(HttpStatusCode.Found, (await _browser.Get("/")).StatusCode);
        _time.Now += TimeSpan.FromMinutes(1);
        HttpResponseMessage wrong = await Post(
            "/login", "/login", ("name", "anna"), ("password", "wrong password"), ("code", Digits(secret)));
        Assert.AreEqual(HttpStatusCode.Forbidden, wrong.StatusCode);
        StringAssert.Contains(await wrong.Content.ReadAsStringAsync(), "Not signed in");
        HttpResponseMessage right = await Post(
            "/login", "/login", ("name", "anna"), ("password", Password), ("code", Digits(secret)), ("to", "//evil.example/"));
        Assert.AreEqual("/", right.Headers.Location!.ToString());
        StringAssert.Contains(await Get("/"), "anna");
    }

    [TestMethod]
    public async Task The_secret_of_the_second_factor_is_shown_to_nobody_without_the_code()
    {
        string secret = Base32.Encode(_server.People.FirstSecret);
        HttpResponseMessage answer = await Post("/setup", "/setup/code", ("code", "AAAA-AAAA-AAAA"));
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.IsFalse((await answer.Content.ReadAsStringAsync()).Contains(secret, StringComparison.Ordinal));
        answer = await Post(
            "/setup", "/setup", ("firstCode", "AAAA-AAAA-AAAA"), ("name", "eve"), ("password", Password), ("again", Password));
        Assert.IsFalse((await answer.Content.ReadAsStringAsync()).Contains(secret, StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_form_without_the_page_s_token_is_refused()
    {
        await SetUp();
        HttpResponseMessage answer = await _browser.PostAlone("/logout");
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        StringAssert.Contains(await Get("/"), "anna");
    }

    [TestMethod]
    public async Task Who_tries_too_often_has_to_wait()
    {
        var answers = new List<HttpStatusCode>();
        for (int i = 0; i < 12; i++) answers.Add((await Post("/setup", "/setup/code", ("code", "AAAA-AAAA-AAAA"))).StatusCode);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.AreEqual(10, answers.Count(answer => answer == HttpStatusCode.Forbidden));
    }

    [TestMethod]
    public async Task Every_answer_forbids_scripts_frames_and_caches_and_cookies_are_for_this_host_over_TLS_alone()
    {
        await SetUp();
        foreach (string path in new[] { "/", "/login", "/app.css", "/events", "/nowhere" })
        {
            HttpResponseMessage answer = await _browser.Get(path);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            StringAssert.StartsWith(policy, "default-src 'none'; style-src 'self';", path);
            Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single(), path);
            StringAssert.Contains(answer.Headers.CacheControl!.ToString(), "no-store", path);
        }
        using var stranger = new WebBrowser(_ca, _server.WebPort);
        HttpResponseMessage login = await stranger.Get("/login");
        foreach (string cookie in login.Headers.GetValues("Set-Cookie"))
        {
            StringAssert.StartsWith(cookie, "__Host-");
            string[] parts = ["; secure", "; samesite=strict", "; httponly", "; path=/"];
            foreach (string part in parts) StringAssert.Contains(cookie, part);
        }
    }

    [TestMethod]
    public async Task What_modules_tell_is_shown_gaps_and_refusals_and_all_and_nothing_of_it_is_markup()
    {
        await SetUp();
        var module = new TestModule();
        var peer = new Peer(PeerTransport.Tls, Hostile, Hostile, Hostile, new string('a', 64), long.MaxValue);
        await Store(module, module.Next([TestModule.Refused(1)], peer));
        await Store(module, module.Next([TestModule.Refused(5)], peer));
        await Tell("state", $$"""
            {"online":true,"boot":4,"connection":2,"stream":"00112233445566778899aabbccddeeff","mode":"observe","isolated":true,
            "policy":{"name":"{{Json(Hostile)}}","version":7,"hash":""},"generation":3,
            "plc":[{"name":"{{Json(Hostile)}}","state":"silent","trouble":true,"since":0,"silentUnits":[3]}]}
            """);
        await Tell("inventory", $$"""
            {"software":"{{Json(Hostile)}}","platform":"x","plc":"y","listeners":[
            {"transport":"{{Json(Hostile)}}","address":"z","unsafe":true,"roles":"r"}]}
            """);
        await Tell("metrics", $$"""{"boot":4,"uptimeMs":1000,"utc":0,"counters":{"requests":7,"{{Json(Hostile)}}":2} }""");
        await Tell("metrics", $$"""{"boot":4,"uptimeMs":2000,"utc":0,"counters":{"requests":9,"{{Json(Hostile)}}":2} }""");
        var pages = new Dictionary<string, string>();
        string[] paths =
            ["/", "/modules", "/modules/plant-7/pump-3", "/events", "/refusals", "/events?q=<script>x", "/modules?q=<script>"];
        foreach (string path in paths)
        {
            string page = pages[path] = await Get(path);
            Assert.IsFalse(page.Replace(OwnScript, "").Contains("<script", StringComparison.OrdinalIgnoreCase), path);
            Assert.IsFalse(page.Any(c => c is '\u001b' or '\u202e'), path);
        }
        StringAssert.Contains(pages["/"], "observe: refuses nothing");
        StringAssert.Contains(pages["/modules"], "3 events missing");
        StringAssert.Contains(pages["/modules"], "1 module, 1 of them online, 1 with something to look at.");
        StringAssert.Contains(await Get("/modules?q=is:observing+-pump-4"), "/modules/plant-7/pump-3\"");
        StringAssert.Contains(await Get("/modules?q=is:well"), "there is no is:well");
        StringAssert.Contains(await Get("/modules?q=is:stopped"), "No module fits.");
        StringAssert.Contains(pages["/modules/plant-7/pump-3"], "unverified");
        StringAssert.Contains(pages["/modules/plant-7/pump-3"], "silent unit 3");
        StringAssert.Contains(pages["/events"], "MISSING: 3 events, numbers 2 to 4 of start 1");
        StringAssert.Contains(pages["/refusals"], ">2</td>");
        StringAssert.Contains(pages["/events?q=<script>x"], "is no term");
    }

    [TestMethod]
    public async Task Older_events_are_a_link_that_says_all()
    {
        await SetUp();
        var module = new TestModule();
        await Store(module, module.Next(Enumerable.Range(1, 250).Select(i => TestModule.Refused(i))));
        string page = await Get("/events?q=" + Uri.EscapeDataString("address:40"));
        var numbers = new List<string>();
        while (true)
        {
            numbers.AddRange(Regex.Matches(page, @"title=""number (\d+) of").Select(match => match.Groups[1].Value));
            Match next = Regex.Match(page, @"rel=""next"" href=""([^""]+)""");
            if (!next.Success) break;
            page = await Get(WebUtility.HtmlDecode(next.Groups[1].Value));
        }
        CollectionAssert.AreEqual(Enumerable.Range(1, 250).Reverse().Select(i => i.ToString()).ToArray(), numbers);
    }

    [TestMethod]
    public async Task What_is_shown_can_be_saved_and_says_the_same()
    {
        await SetUp();
        var module = new TestModule();
        var peer = new Peer(PeerTransport.Tls, "10.0.0.5", "=cmd|' /C calc'!A0", Hostile, new string('a', 64), long.MaxValue);
        await Store(module, module.Next([TestModule.Refused(1, value: -5)], peer));
        await Store(module, module.Next([TestModule.Refused(5, address: 41)], peer));
        string csv = await Get("/events.csv");
        string[] lines = csv.TrimEnd().Split("\r\n");
        Assert.AreEqual(4, lines.Length, csv);
        StringAssert.StartsWith(lines[0].TrimStart('\uFEFF'), "time,clockTrust,site,module,");
        StringAssert.Contains(lines[2], ",missing,3 events never arrived,");
        StringAssert.Contains(lines[3], "'=cmd|' /C calc'!A0,");
        StringAssert.Contains(lines[3], ",40,-5,");
        Assert.IsFalse(csv.Any(c => c is '\u001b' or '\u202e'));
        JsonElement json = JsonDocument.Parse(await Get("/events.json?q=address:41")).RootElement;
        Assert.IsTrue(json.GetProperty("isWhole").GetBoolean());
        JsonElement row = json.GetProperty("rows")[0];
        Assert.AreEqual(5, row.GetProperty("sequence").GetInt64());
        Assert.AreEqual("unverified", row.GetProperty("seal").GetString());
        StringAssert.Contains(await Get("/refusals.csv"), "pump-3,request-refused,");
        Assert.AreEqual(2, JsonDocument.Parse(await Get("/refusals.json?site=plant-7")).RootElement.GetProperty("rows").GetArrayLength());
        Assert.AreEqual(0, JsonDocument.Parse(await Get("/refusals.json?site=other")).RootElement.GetProperty("rows").GetArrayLength());
        StringAssert.Contains(await Get("/modules.csv?q=PUMP"), "plant-7,pump-3,false,");
        StringAssert.Contains(await Get("/modules.csv?q=is:missing"), ",untold missing,");
        Assert.IsFalse((await Get("/modules.csv?q=-is:missing")).Contains("pump-3", StringComparison.Ordinal));
        foreach (string table in new[] { "/events.csv?q=nonsense", "/modules.csv?q=colour:red" })
        {
            HttpResponseMessage wrong = await _browser.Get(table);
            Assert.AreEqual(HttpStatusCode.BadRequest, wrong.StatusCode, table);
            StringAssert.Contains(await wrong.Content.ReadAsStringAsync(), "is no term", table);
        }
    }

    [TestMethod]
    public async Task A_file_with_proofs_is_verified_away_from_here()
    {
        await SetUp();
        var module = new TestModule();
        for (int i = 0; i < 60; i++)
        {
            await Store(module, module.Next(Enumerable.Range(1 + (20 * i), 20).Select(n => TestModule.Refused(n, address: i))));
        }
        (ProofReader reader, List<ProofBatch> batches) = ProofSamples.Read(await Get("/events.proof"));
        Assert.AreEqual("", reader.Problem);
        Assert.IsTrue(reader.End!.IsWhole);
        var chain = new ProofChain(TestModule.Keys(module.Key));
        foreach (ProofBatch batch in batches) chain.Add(batch);
        Assert.AreEqual("^Right:1-1200/60", ProofSamples.Text(chain));
        // A search takes the batches of what fits, each whole.
        (reader, batches) = ProofSamples.Read(await Get("/events.proof?q=address:7"));
        Assert.AreEqual("address:7", reader.Header!.Search);
        Assert.AreEqual(1, batches.Count);
    }

    private async Task<string> SetUp()
    {
        byte[] secret = _server.People.FirstSecret;
        string code = _server.People.FirstCode!;
        HttpResponseMessage form = await Post("/setup", "/setup/code", ("code", code));
        StringAssert.Contains(await form.Content.ReadAsStringAsync(), Base32.Encode(secret));
        HttpResponseMessage made = await Post("/setup", "/setup", ("firstCode", code), ("name", "anna"), ("password", Password),
            ("again", Password), ("code", Digits(secret)));
        Assert.AreEqual(HttpStatusCode.Found, made.StatusCode, await made.Content.ReadAsStringAsync());
        return await Get("/");
    }

    private Task<string> Get(string path) => _browser.Page(path);

    private Task<HttpResponseMessage> Post(string page, string path, params (string Name, string Value)[] fields) =>
        _browser.Post(page, path, fields);

    private async Task Store(TestModule module, byte[] batch) => Assert.AreEqual(
        Receipt.Stored,
        await _server.Archive.Store(module.Arrival(batch, TestModule.Keys(), _time.Now.ToUnixTimeMilliseconds())));

    private async Task Tell(string level, string json)
    {
        var intake = new Intake(_server.Archive, () => TestModule.Keys(), _time);
        byte[] payload = System.Text.Encoding.UTF8.GetBytes(json);
        Assert.AreEqual(Receipt.Stored, await intake.Take("edgeguard/v1/plant-7/pump-3/" + level, payload));
    }

    private static string Json(string text) => text.Replace("\u001b", "\\u001b");

    private string Digits(byte[] secret) => Totp.Code(new SystemHmac(), secret, Totp.StepAt(_time.Now.ToUnixTimeMilliseconds()));
}
