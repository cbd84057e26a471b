using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Central.Tests;

/// <summary>Who asks what of whom, on its pages.</summary>
[TestClass]
public sealed class ClientPageTests
{
    private const string Read = "03 unit 1 address 0 quantity 10";
    private const string Module = "/modules/plant-7/pump-3/clients";

    private readonly TestModule _module = new();
    private WebConsole _console = null!;
    private Intake _intake = null!;
    private WebBrowser _browser = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _intake = new Intake(
            _console.Server.Archive, () => TestModule.Keys(_module.Key), _console.Time, null, null, _console.Server.Traffic);
        _browser = await _console.Browse("anna");
        // As modules do before all else.
        byte[] state = Encoding.UTF8.GetBytes(
            """{"online":false,"boot":1,"connection":1,"stream":"00112233445566778899aabbccddeeff","stopped":true}""");
        Assert.AreEqual(Receipt.Stored, await _intake.Take("edgeguard/v1/plant-7/pump-3/state", state));
    }

    [TestCleanup]
    public async Task End()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task Before_anybody_told_anything_the_pages_say_what_to_do()
    {
        StringAssert.Contains(await Page("/clients"), "No module has told yet who asks what");
        StringAssert.Contains(await Page("/clients/" + new string('a', 64)), "No traffic of this client");
        using HttpResponseMessage unknown = await _browser.Get("/modules/plant-7/pump-9/clients");
        Assert.AreEqual(HttpStatusCode.NotFound, unknown.StatusCode);
        StringAssert.Contains(await Page(Module), "traffic.publish");
    }

    [TestMethod]
    public async Task A_module_s_clients_are_shown_with_what_they_ask_how_often_and_what_became_of_it()
    {
        await Tell(Told().Ask(ToldTraffic.Scada, Read, 5)
            .Ask(ToldTraffic.Alice, "06 unit 1 address 40 value 7", 2, RequestFate.Refused)
            .Ask(ToldTraffic.Alice, "06 unit 1 address 41 value 9", 1)
            .Ask(ToldTraffic.Scada, "04 unit 2 address 7", 1, RequestFate.Answered, ExceptionCode.IllegalDataAddress));
        string page = await Page(Module);
        string[] expected =
        [
            "CN=scada-1,O=Plant", "unit 1, 03 read holding registers", "address 0 to 9", "2 refused", "exception 02: 1", "all answered",
            "<td data-label=\"Every\">1 s</td>", "<td data-label=\"Answered in\">6 ms</td>", "<td data-label=\"Written\">9</td>",
            "verified",
            "href=\"/clients/" + new string('a', 64) + "\"",
        ];
        foreach (string text in expected) StringAssert.Contains(page, text);
    }

    [TestMethod]
    public async Task What_is_searched_for_and_sorted_by_stands_in_the_address_and_a_mistake_is_named()
    {
        await Tell(Told().Ask(ToldTraffic.Scada, Read, 5).Ask(ToldTraffic.Alice, "06 unit 1 address 40 value 7", 2, RequestFate.Refused));
        Assert.IsFalse((await Page(Module + "?q=refused:>0")).Contains("CN=scada-1", StringComparison.Ordinal));
        Assert.IsFalse((await Page(Module + "?q=-client:scada")).Contains("CN=scada-1", StringComparison.Ordinal));
        StringAssert.Contains(await Page(Module + "?q=address:5"), "CN=scada-1");
        StringAssert.Contains(await Page(Module + "?q=address:10+function:3"), "Nothing further fits");
        StringAssert.Contains(await Page(Module + "?q=role:Operator+unit:1+function:6+seal:verified"), "CN=alice");
        StringAssert.Contains(await Page(Module + "?q=client:%25%27"), "Nothing further fits");
        Assert.IsTrue(IsBefore(await Page(Module + "?sort=requests"), "CN=scada-1", "CN=alice"));
        Assert.IsTrue(IsBefore(await Page(Module + "?sort=refused"), "CN=alice", "CN=scada-1"));
        StringAssert.Contains(await Page(Module + "?q=colour:red"), "is no term");
        StringAssert.Contains(await Page(Module + "?sort=colour"), "there is no order");
        StringAssert.Contains(await Page(Module + "?q=seal:wax"), "there is no seal");
        StringAssert.Contains(await Page("/clients?q=refused:>0&sort=modules"), "CN=alice");
        Assert.IsFalse((await Page("/clients?q=refused:>0")).Contains("CN=scada-1", StringComparison.Ordinal));
        StringAssert.Contains(await Page("/clients?q=modules:>1"), "Nothing further fits");
        foreach (SortOrder order in PollQuery.Orders) StringAssert.Contains(await Page($"{Module}?sort={order.Name}"), "CN=alice");
        foreach (SortOrder order in ClientQuery.Orders) StringAssert.Contains(await Page($"/clients?sort={order.Name}"), "CN=alice");
    }

    [TestMethod]
    public async Task Pages_follow_each_other_without_losing_a_poll_or_a_client()
    {
        ToldTraffic told = Told(rows: 1024);
        for (int i = 0; i < 130; i++)
        {
            Peer client = new(PeerTransport.Plain, $"10.8.0.{i}", "", "Scada", "", long.MaxValue);
            told.Traffic.Ask(client, $"03 unit 1 address {1000 + i}");
        }
        await Tell(told);
        Assert.AreEqual(130, await Count(Module + "?sort=requests", i => $"<small>address {1000 + i}</small>"));
        Assert.AreEqual(130, await Count("/clients?sort=requests", i => $">10.8.0.{i}<"));
    }

    [TestMethod]
    public async Task Who_first_asked_after_the_policy_in_force_came_into_force_is_new()
    {
        ToldTraffic told = Told();
        await Tell(told.Ask(ToldTraffic.Scada, Read, 3));
        StringAssert.Contains(await Page(Module), "nobody is marked as new");
        EventRecord active = PolicyStory.Active(1, PolicyStory.Old, 3);
        active.Utc = told.Clock.Utc;
        await Store(active);
        Assert.IsFalse((await Page(Module)).Contains(">new</span></td>", StringComparison.Ordinal));
        await Tell(told.Ask(ToldTraffic.Alice, Read));
        string page = await Page(Module + "?sort=first");
        string rows = page[page.IndexOf("<tbody>", StringComparison.Ordinal)..];
        Assert.AreEqual(2, rows.Split(">new</span>").Length, "one is");
        Assert.IsTrue(IsBefore(rows, ">new</span>", "CN=scada-1"));
        // The same again, as after a start: that makes nobody old or new.
        EventRecord again = PolicyStory.Active(2, PolicyStory.Old, 4);
        again.Utc = told.Clock.Utc + 5000;
        await Store(again);
        StringAssert.Contains(await Page(Module), $"first asked this module {ShownTime.At(told.Clock.Utc - ToldTraffic.IntervalMs)}");
    }

    [TestMethod]
    public async Task One_certificate_from_two_addresses_is_marked_and_two_clients_are_not()
    {
        await Tell(Told().Ask(ToldTraffic.Scada, Read).Ask(ToldTraffic.Alice, Read));
        Assert.IsFalse((await Page("/clients")).Contains("2 addresses", StringComparison.Ordinal));
        Peer copied = ToldTraffic.Client("scada-1", "Scada", "10.66.6.6", 'a');
        await Tell(new ToldTraffic("pump-4").Ask(copied, Read).Ask(ToldTraffic.Plain, Read));
        string page = await Page("/clients");
        StringAssert.Contains(page, "2 addresses");
        StringAssert.Contains(await Page("/clients?q=addresses:>1"), "CN=scada-1");
        Assert.IsFalse((await Page("/clients?q=addresses:>1")).Contains("CN=alice", StringComparison.Ordinal));
        string one = await Page("/clients/" + new string('a', 64));
        StringAssert.Contains(one, "one certificate, 2 addresses");
        StringAssert.Contains(one, "10.66.6.6");
        StringAssert.Contains(one, "/modules/plant-7/pump-4/clients");
        StringAssert.Contains(await Page("/clients/" + ClientId.Of("plant-7", "pump-4", ToldTraffic.Plain)), "believed without proof");
    }

    [TestMethod]
    public async Task A_refusal_and_an_event_lead_to_their_client()
    {
        await Tell(Told().Ask(ToldTraffic.Client("late", "Operator", "10.0.0.7", 'a'), Read));
        await _console.Refuse(_module, 1, "CN=late,O=Plant");
        foreach (string path in new[] { "/refusals", "/events" })
        {
            string page = await Page(path);
            StringAssert.Contains(page, ">CN=late,O=Plant</a>");
            StringAssert.Contains(page, "<small>Operator, 10.0.0.7</small>");
            StringAssert.Matches(page, new Regex("value 2000\\s*<small>value not allowed, line 7 "));
            string link = page.Split("href=\"").Single(part => part.StartsWith("/clients/", StringComparison.Ordinal)).Split('"')[0];
            StringAssert.Contains(await Page(link), "<h1>CN=late,O=Plant</h1>");
        }
    }

    [TestMethod]
    public async Task Nothing_that_a_client_is_called_is_markup_and_none_of_it_is_a_formula()
    {
        const string evil = "<b id=evil>\u001b[2J\u202e=cmd|' /C calc'!A0";
        var peer = new Peer(PeerTransport.Tls, evil, evil, evil, evil, long.MaxValue);
        await Tell(Told().Ask(peer, Read));
        string id = ClientId.Of("plant-7", "pump-3", peer);
        foreach (string path in new[] { Module, "/clients", "/clients/" + id })
        {
            string page = await Page(path);
            Assert.IsFalse(page.Contains("<b id=evil>", StringComparison.Ordinal), path);
            Assert.IsFalse(page.Any(c => c is '\u001b' or '\u202e'), path);
            StringAssert.Contains(page, "&lt;b id=evil&gt;", path);
        }
        foreach (string path in new[] { Module, "/clients", $"/clients/{id}/polls" })
        {
            string csv = await Page(path + ".csv");
            StringAssert.Contains(csv, "<b id=evil>");
            Assert.IsFalse(csv.Any(c => c is '\u001b' or '\u202e'), path);
        }
        StringAssert.Contains(await Page("/clients/%3Cb%20id=evil%3E"), "No traffic of this client");
    }

    [TestMethod]
    public async Task What_is_shown_is_saved_as_CSV_and_JSON_and_says_the_same()
    {
        await Tell(Told().Ask(ToldTraffic.Scada, Read, 5).Ask(ToldTraffic.Alice, "06 unit 1 address 40 value 7", 2));
        using JsonDocument polls = JsonDocument.Parse(await Page(Module + ".json?sort=requests&q=client:plant"));
        JsonElement first = polls.RootElement.GetProperty("rows")[0];
        Assert.AreEqual(5, first.GetProperty("requests").GetInt64());
        Assert.AreEqual(1000, first.GetProperty("everyMs").GetInt64());
        Assert.AreEqual("verified", first.GetProperty("seal").GetString());
        Assert.IsTrue(polls.RootElement.GetProperty("isWhole").GetBoolean());
        using JsonDocument clients = JsonDocument.Parse(await Page("/clients.json"));
        Assert.AreEqual(2, clients.RootElement.GetProperty("rows").GetArrayLength());
        StringAssert.Contains(await Page("/clients.csv"), "CN=alice");
        StringAssert.Contains(await Page($"/clients/{new string('b', 64)}/polls.csv"), "06 write single register");
        using HttpResponseMessage wrong = await _browser.Get(Module + ".csv?q=colour:red");
        Assert.AreEqual(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [TestMethod]
    public async Task What_a_file_that_cannot_be_read_had_is_said_to_be_missing()
    {
        await Tell(Told().Ask(ToldTraffic.Scada, Read));
        string path = Path.Combine(_console.Folder, TrafficFile.FileName);
        foreach (string ending in new[] { "-wal", "-shm" }) File.Delete(path + ending);
        File.WriteAllText(path, new string('x', 10_000));
        StringAssert.Contains(await Page("/clients"), "cannot be read at present");
    }

    private static bool IsBefore(string page, string first, string second)
    {
        string rows = page[Math.Max(page.IndexOf("<tbody>", StringComparison.Ordinal), 0)..];
        int at = rows.IndexOf(first, StringComparison.Ordinal);
        return at >= 0 && at < rows.IndexOf(second, StringComparison.Ordinal);
    }

    private static ToldTraffic Told(int rows = 64) => new(rows: rows);

    private Task Tell(ToldTraffic told) => told.Tell(_intake);

    private async Task Store(EventRecord record) =>
        Assert.AreEqual(Receipt.Stored, await _intake.Take(_module.EventsTopic, _module.Next([record])));

    // How many of the texts stand on a page and on those that follow it, each once.
    private async Task<int> Count(string path, Func<int, string> text)
    {
        int count = 0;
        for (string? next = path; next != null;)
        {
            string page = await Page(next);
            count += Enumerable.Range(0, 130).Count(i => page.Contains(text(i), StringComparison.Ordinal));
            string[] parts = page.Split("rel=\"next\" href=\"");
            next = parts.Length > 1 ? WebUtility.HtmlDecode(parts[1].Split('"')[0]) : null;
        }
        return count;
    }

    private Task<string> Page(string path) => _browser.Page(path);
}
