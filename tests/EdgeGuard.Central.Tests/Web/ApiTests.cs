using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>What programs read with a key, and what they do not.</summary>
[TestClass]
public sealed class ApiTests
{
    private static readonly string[] Listed =
        ["/api/v1/modules", "/api/v1/policies", "/api/v1/events", "/api/v1/changes", "/api/v1/refusals", "/api/v1/alerts"];

    private WebConsole _console = null!;
    private string _key = "";

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        for (int i = 1; i <= 3; i++) await _console.Refuse(new TestModule("pump-3", boot: i), 1, "CN=client");
        await _console.Refuse(new TestModule("mixer-1", site: "plant-8"), 1, "CN=client");
        _key = Make("scada", "*");
    }

    [TestCleanup]
    public ValueTask End() => _console.DisposeAsync();

    [TestMethod]
    public async Task A_key_reads_what_pages_show_of_its_sites_and_nothing_of_others()
    {
        using WebBrowser all = With(_key);
        using WebBrowser one = With(Make("one", "plant-7"));
        JsonElement modules = await Json(all, "/api/v1/modules");
        CollectionAssert.AreEqual(new[] { "pump-3", "mixer-1" }, Texts(modules, "module"));
        CollectionAssert.AreEqual(new[] { "pump-3" }, Texts(await Json(one, "/api/v1/modules"), "module"));
        foreach (string path in Listed)
        {
            Assert.IsFalse((await Text(one, path)).Contains("plant-8", StringComparison.Ordinal), path);
        }
        Assert.AreEqual(HttpStatusCode.NotFound, (await one.Get("/api/v1/modules/plant-8/mixer-1")).StatusCode);
        Assert.AreEqual("mixer-1", (await Json(all, "/api/v1/modules/plant-8/mixer-1")).GetProperty("module").GetString());
    }

    [TestMethod]
    public async Task Events_are_searched_as_on_the_page_and_read_on_from_where_the_answer_ended()
    {
        using WebBrowser program = With(_key);
        var seen = new List<string>();
        string next = "";
        do
        {
            JsonElement page = await Json(program, "/api/v1/events?limit=1&q=site:plant-7&from=" + next);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("boot").GetInt64().ToString()));
            next = page.TryGetProperty("next", out JsonElement cursor) ? cursor.GetString()! : "";
        }
        while (next.Length > 0);
        CollectionAssert.AreEqual(new[] { "3", "2", "1" }, seen);
    }

    [TestMethod]
    public async Task Changes_are_those_of_the_page_with_their_kinds_and_one_kind_where_it_is_named()
    {
        var module = new TestModule("pump-3", boot: 4);
        EventCode[] codes = [EventCode.ConfigurationCommitted, EventCode.CaseOpened, EventCode.RequestRefused];
        for (int i = 0; i < codes.Length; i++)
        {
            long utc = 1_790_000_000_000 + i;
            await Tell(module, new EventRecord { Sequence = i + 1, Code = codes[i], Trust = ClockTrust.Trusted, Utc = utc });
        }
        using WebBrowser program = With(_key);
        JsonElement all = await Json(program, "/api/v1/changes?q=site:plant-7");
        CollectionAssert.AreEqual(new[] { "case-opened case", "configuration-committed configuration" }, Changed(all));
        CollectionAssert.AreEqual(new[] { "case-opened case" }, Changed(await Json(program, "/api/v1/changes?kind=case")));
        JsonElement first = await Json(program, "/api/v1/changes?limit=1");
        JsonElement second = await Json(program, "/api/v1/changes?limit=1&from=" + first.GetProperty("next").GetString());
        CollectionAssert.AreEqual(new[] { "configuration-committed configuration" }, Changed(second));
        using HttpResponseMessage wrong = await program.Get("/api/v1/changes?kind=colour");
        Assert.AreEqual(HttpStatusCode.BadRequest, wrong.StatusCode);
        StringAssert.Contains(await wrong.Content.ReadAsStringAsync(), "Write one of configuration, credentials,");
    }

    [TestMethod]
    public async Task Without_a_key_that_is_good_now_nothing_is_read_and_what_was_shown_stands_in_no_answer()
    {
        string revoked = Make("revoked", "*");
        long id = _console.People.ApiKeys.All().Single(key => key.Name == "revoked").Id;
        Assert.AreEqual("", _console.People.ApiKeys.Revoke(TestPeople.Here, id));
        string brief = Make("brief", "*", 1);
        foreach (string key in new[] { "", revoked, "egk_nonsense", _key + "x", _key.ToUpperInvariant() }) await IsRefused(key);
        _console.Time.Now += TimeSpan.FromDays(1);
        await IsRefused(brief);
        using WebBrowser good = With(_key);
        Assert.AreEqual(HttpStatusCode.OK, (await good.Get("/api/v1/modules")).StatusCode);
        _console.Time.Now += TimeSpan.FromDays(ApiKeys.UsualDays);
        await IsRefused(_key);
    }

    [TestMethod]
    public async Task A_cookie_is_worth_nothing_here_and_a_key_nothing_on_pages()
    {
        using WebBrowser anna = await _console.Browse("anna");
        Assert.AreEqual(HttpStatusCode.OK, (await anna.Get("/modules")).StatusCode);
        foreach (string path in Listed) Assert.AreEqual(HttpStatusCode.Unauthorized, (await anna.Get(path)).StatusCode, path);
        using WebBrowser program = With(_key);
        foreach (EndpointRow row in EndpointTable.Rows.Where(row => row is { Method: "GET", Door: > Door.Anyone and not Door.Program }))
        {
            string path = row.Pattern.Split(".{form:")[0].Replace("{site}", "plant-7").Replace("{module}", "pump-3")
                .Replace("{name}", "anna").Replace("{id:long}", "1").Replace("{*path}", "/nowhere");
            using HttpResponseMessage answer = await program.Get(path);
            StringAssert.StartsWith(answer.Headers.Location?.ToString() ?? "", $"https://localhost:{_console.Server.WebPort}/login", path);
        }
    }

    [TestMethod]
    public async Task Nothing_is_changed_by_whatever_method()
    {
        using WebBrowser program = With(_key);
        foreach (HttpMethod method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options })
        {
            using HttpResponseMessage answer = await program.Client.SendAsync(new HttpRequestMessage(method, "/api/v1/modules"));
            Assert.AreEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode, method.Method);
        }
        Assert.IsTrue(EndpointTable.Rows.Where(row => row.Pattern.StartsWith(ApiGate.Root)).All(row => row.Method == "GET"));
    }

    [TestMethod]
    public async Task All_mistakes_are_told_at_once_each_with_its_place_its_value_and_what_to_do()
    {
        using WebBrowser program = With(_key);
        using HttpResponseMessage answer = await program.Get("/api/v1/events?q=colour:red&limit=0&from=nowhere&form=csv");
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.AreEqual("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        JsonElement document = JsonDocument.Parse(await program.Page("/api/v1/openapi.json")).RootElement;
        JsonElement schema = JsonDocument.Parse("""{"$ref":"#/components/schemas/ApiError"}""").RootElement;
        Assert.AreEqual("", ApiSchema.Problem(document, schema, problem, "problem"));
        JsonElement[] errors = [.. problem.GetProperty("errors").EnumerateArray()];
        CollectionAssert.AreEquivalent(
            new[] { "form ", "q colour:red", "limit 0", "from nowhere" },
            errors.Select(error => $"{error.GetProperty("place").GetString()} {error.GetProperty("value").GetString()}").ToArray());
        Assert.IsTrue(errors.All(error => error.GetProperty("remedy").GetString()!.Length > 10));
        using HttpResponseMessage nowhere = await program.Get("/api/v1/nothing");
        Assert.AreEqual(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.AreEqual("application/problem+json", nowhere.Content.Headers.ContentType!.MediaType);
    }

    [TestMethod]
    public async Task Who_asks_too_often_waits_and_who_tries_keys_waits_longer()
    {
        using WebBrowser program = With(_key);
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < ApiLimit.PerMinute * 20 && last == HttpStatusCode.OK; i++)
        {
            using HttpResponseMessage answer = await program.Get("/api/v1/alerts/1");
            last = answer.StatusCode == HttpStatusCode.NotFound ? HttpStatusCode.OK : answer.StatusCode;
        }
        Assert.AreEqual(HttpStatusCode.TooManyRequests, last);
        using WebBrowser guesser = With("egk_guess");
        for (int i = 0; i < AddressLimit.PerMinute; i++)
        {
            Assert.AreEqual(HttpStatusCode.Unauthorized, (await guesser.Get("/api/v1/modules")).StatusCode);
        }
        Assert.AreEqual(HttpStatusCode.TooManyRequests, (await guesser.Get("/api/v1/modules")).StatusCode);
        int refused = Entries("deed:\"API key refused\"").Count;
        Assert.AreEqual(AddressLimit.PerMinute, refused, "and no more stand in the log");
    }

    [TestMethod]
    public async Task An_administrator_makes_a_key_that_is_shown_once_and_is_stored_as_a_hash_and_all_of_it_is_in_the_log()
    {
        using WebBrowser anna = await _console.Browse("anna");
        using HttpResponseMessage made = await anna.Post(
            "/keys", "/keys/make", ("name", "historian"), ("site", "plant-7"), ("days", "365"));
        string page = await made.Content.ReadAsStringAsync();
        string key = System.Text.RegularExpressions.Regex.Match(page, "egk_[A-Za-z0-9_-]{43}").Value;
        using WebBrowser program = With(key);
        Assert.AreEqual(HttpStatusCode.OK, (await program.Get("/api/v1/modules")).StatusCode);
        StringAssert.Contains(await anna.Page("/keys"), "historian");
        Assert.IsFalse((await anna.Page("/keys")).Contains(key, StringComparison.Ordinal), "shown once");
        using HttpResponseMessage again = await anna.Post("/keys", "/keys/make", ("name", "historian"), ("site", "*"), ("days", "365"));
        Assert.AreEqual(HttpStatusCode.BadRequest, again.StatusCode);
        ApiKey listed = _console.People.ApiKeys.All().Single(one => one.Name == "historian");
        Assert.AreEqual(365, TimeSpan.FromMilliseconds(listed.EndsAt - listed.MadeAt).TotalDays, 0.01);
        using HttpResponseMessage ended = await anna.Post("/keys", "/keys/revoke", ("id", listed.Id.ToString()));
        Assert.AreEqual("/keys", ended.Headers.Location!.ToString());
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await program.Get("/api/v1/modules")).StatusCode);
        string[] deeds = [.. Entries("about:historian").Select(entry => $"{AuditDeedText.Of(entry.Deed)} {entry.Who}")];
        CollectionAssert.AreEqual(
            new[] { "API key refused ", "API key revoked anna", "API key used from elsewhere key:historian", "API key made anna" }, deeds);
        byte[] file = File.ReadAllBytes(Path.Combine(_console.Folder, "people.db"));
        byte[] log = File.ReadAllBytes(Path.Combine(_console.Folder, "people.db-wal"));
        Assert.IsFalse(Holds(file, key) || Holds(log, key), "what is stored lets nobody in");
    }

    [TestMethod]
    public async Task A_key_without_an_end_is_one_that_somebody_asked_for_in_so_many_words()
    {
        using WebBrowser anna = await _console.Browse("anna");
        foreach ((string name, string days, long expected) in new[]
        {
            ("a", "", 365L), ("c", "30", 30), ("d", KeyEndpoints.UntilRevoked, 0),
        })
        {
            (string, string)[] fields = days.Length > 0 ? [("name", name), ("site", "*"), ("days", days)] : [("name", name), ("site", "*")];
            using HttpResponseMessage made = await anna.Post("/keys", "/keys/make", fields);
            Assert.AreEqual(HttpStatusCode.OK, made.StatusCode);
            ApiKey key = _console.People.ApiKeys.All().Single(one => one.Name == name);
            Assert.AreEqual(expected, key.EndsAt == 0 ? 0 : (key.EndsAt - key.MadeAt) / 86_400_000, name);
        }
        foreach (string days in new[] { "731", "0", "", "nonsense", "-1" })
        {
            using HttpResponseMessage none = await anna.Post("/keys", "/keys/make", ("name", "e"), ("site", "*"), ("days", days));
            Assert.AreEqual(HttpStatusCode.BadRequest, none.StatusCode, days);
        }
        StringAssert.Contains(await anna.Page("/keys"), "it is revoked");
    }

    [TestMethod]
    public async Task Every_route_stands_in_the_document_and_what_is_answered_is_what_the_document_says()
    {
        using WebBrowser stranger = await _console.Browse();
        JsonElement document = JsonDocument.Parse(await stranger.Page("/api/v1/openapi.json")).RootElement;
        string[] rows =
        [
            .. EndpointTable.Rows.Where(row => row.Door == Door.Program).Select(row => row.Pattern.Replace(":long", "")).Order(),
        ];
        string[] paths = [.. document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order()];
        CollectionAssert.AreEqual(rows, paths);
        using WebBrowser program = With(_key);
        foreach (string path in Listed.Append("/api/v1/modules/{site}/{module}"))
        {
            JsonElement get = document.GetProperty("paths").GetProperty(path).GetProperty("get");
            Assert.IsTrue(get.GetProperty("summary").GetString()!.Length > 0, path);
            JsonElement schema = get.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json")
                .GetProperty("schema");
            JsonElement answer = await Json(program, path.Replace("{site}", "plant-7").Replace("{module}", "pump-3"));
            Assert.AreEqual("", ApiSchema.Problem(document, schema, answer, path));
        }
        string[] parameters =
        [
            .. document.GetProperty("paths").GetProperty("/api/v1/events").GetProperty("get").GetProperty("parameters").EnumerateArray()
                .Select(parameter => parameter.GetProperty("name").GetString()!),
        ];
        CollectionAssert.AreEqual(new[] { "q", "from", "limit" }, parameters);
    }

    [TestMethod]
    public void Programs_are_told_of_events_and_refusals_under_the_names_that_files_have()
    {
        CollectionAssert.AreEqual(EventColumns.All.Select(column => column.Name).ToArray(), Names<ApiEvent>());
        CollectionAssert.AreEquivalent(ChangeColumns.All.Select(column => column.Name).ToArray(), Names<ApiChange>());
        CollectionAssert.AreEqual(RefusalColumns.All.Select(column => column.Name).ToArray(), Names<ApiRefusal>());
    }

    private static string[] Names<T>() =>
        [.. typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;

    private static string[] Changed(JsonElement page) =>
    [
        .. page.GetProperty("items").EnumerateArray()
            .Select(item => $"{item.GetProperty("event").GetString()} {item.GetProperty("change").GetString()}"),
    ];

    private async Task Tell(TestModule module, EventRecord record)
    {
        Arrival arrival = module.Arrival(module.Next([record]), TestModule.Keys(), _console.Time.Now.ToUnixTimeMilliseconds());
        Assert.AreEqual(Receipt.Stored, await _console.Server.Archive.Store(arrival));
    }

    private static string[] Texts(JsonElement page, string name) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(name).GetString()!)];

    private static async Task<JsonElement> Json(WebBrowser program, string path) =>
        JsonDocument.Parse(await Text(program, path)).RootElement;

    private static async Task<string> Text(WebBrowser program, string path)
    {
        using HttpResponseMessage answer = await program.Get(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, $"{path}: {text}");
        Assert.AreEqual("application/json", answer.Content.Headers.ContentType!.MediaType);
        return text;
    }

    private async Task IsRefused(string key)
    {
        using WebBrowser program = With(key);
        using HttpResponseMessage answer = await program.Get("/api/v1/modules");
        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.AreEqual("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.IsFalse(key.Length > 0 && text.Contains(key, StringComparison.OrdinalIgnoreCase));
        StringAssert.Contains(text, "/keys");
    }

    private IReadOnlyList<AuditEntry> Entries(string query)
    {
        AuditQuery parsed = AuditQuery.Parse(query, out IReadOnlyList<string> problems);
        Assert.AreEqual("", string.Join(' ', problems));
        return _console.People.Trail.Entries(parsed, long.MaxValue, 1000);
    }

    private string Make(string name, string site, int days = ApiKeys.UsualDays)
    {
        Assert.AreEqual("", _console.People.ApiKeys.Make(TestPeople.Here, name, site, days, out string key));
        return key;
    }

    private WebBrowser With(string key)
    {
        var browser = new WebBrowser(_console.Ca, _console.Server.WebPort);
        if (key.Length > 0) browser.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return browser;
    }
}
