using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The pages of alerts over HTTPS, as a browser without scripts has them.</summary>
[TestClass]
public sealed class AlertPageTests
{
    [TestMethod]
    public async Task An_alert_is_counted_shown_explained_and_acknowledged_with_a_reason_until_it_is_history()
    {
        await using SignedInConsole console = await SignedInConsole.Start();
        StringAssert.Contains(await console.Get("/alerts"), "No alert waits");
        SimulatedModule module = console.Module();
        await Raise(console, module, EventCode.Bypassed);
        foreach (string page in new[] { "/", "/alerts", "/modules/plant-7/pump-3" })
        {
            string html = await console.Get(page);
            StringAssert.Contains(html, "Alerts (1)", page);
            StringAssert.Contains(html, "bypassed: nothing is guarded", page);
        }
        long id = console.Server.Alerts.Alerts().Single().Id;
        StringAssert.Contains(await console.Get($"/alerts/{id}"), "Turn the key back");
        HttpResponseMessage without = await console.Post("/alerts", "/alerts/acknowledge", ("id", $"{id}"), ("reason", " "));
        Assert.AreEqual(HttpStatusCode.BadRequest, without.StatusCode);
        StringAssert.Contains(await without.Content.ReadAsStringAsync(), "Say why");
        HttpResponseMessage done = await console.Post(
            "/alerts", "/alerts/acknowledge", ("id", $"{id}"), ("reason", "maintenance, ticket 12"), ("back", "/alerts?state=open"));
        Assert.AreEqual("/alerts?state=open", done.Headers.Location?.ToString(), await done.Content.ReadAsStringAsync());
        string list = await console.Get("/alerts?state=open");
        StringAssert.Contains(list, "acknowledged by demo");
        Assert.IsFalse(list.Contains("Alerts (1)", StringComparison.Ordinal));
        StringAssert.Contains(await console.Get("/alerts?state=history"), "No alert has been acknowledged and is over yet");
        module.Raise(SimulatedClients.Of(EventCode.BypassEnded));
        await console.Tell(module);
        Eventually.Is(() => console.Server.Alerts.Alerts().Count == 0, "over");
        StringAssert.Contains(await console.Get("/alerts?state=history"), "bypassed: nothing is guarded");
        StringAssert.Contains(await console.Get($"/alerts/{id}"), "maintenance, ticket 12");
        HttpResponseMessage again = await console.Post("/alerts/" + id, "/alerts/acknowledge", ("id", $"{id}"), ("reason", "again"));
        Assert.AreEqual(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [TestMethod]
    public async Task What_is_asked_for_stands_in_the_address()
    {
        await using SignedInConsole console = await SignedInConsole.Start();
        await Raise(console, console.Module(), EventCode.Bypassed);
        await Raise(console, console.Module("press-1", "plant-8"), EventCode.CaseOpened);
        await Shows(console, "/alerts?state=waiting", true, true);
        await Shows(console, "/alerts?site=plant-8", false, true);
        await Shows(console, "/alerts?kind=bypass", true, false);
        await Shows(console, "/alerts?kind=nonsense&state=nonsense", true, true);
        await Shows(console, "/alerts?site=plant-9", false, false);
        long id = console.Server.Alerts.Alerts().Single(alert => alert.Key.Kind == AlertKind.CaseOpen).Id;
        HttpResponseMessage shelved = await console.Post(
            "/alerts", "/alerts/shelve", ("id", $"{id}"), ("reason", "works"), ("hours", "8"), ("back", "https://evil.example/"));
        Assert.AreEqual("/alerts", shelved.Headers.Location?.ToString(), await shelved.Content.ReadAsStringAsync());
        await Shows(console, "/alerts", true, false);
        await Shows(console, "/alerts?state=shelved", false, true);
        StringAssert.Contains(await console.Get("/alerts?state=shelved"), "shelved until");
        HttpResponseMessage longer = await console.Post(
            "/alerts", "/alerts/shelve", ("id", $"{id}"), ("reason", "works"), ("hours", "999999"));
        Assert.AreEqual(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.AreEqual(HttpStatusCode.NotFound, (await console.Browser.GetAsync("/alerts/4711")).StatusCode);
    }

    [TestMethod]
    public async Task Nobody_acts_without_signing_in_or_without_the_page_s_token_or_for_nothing()
    {
        await using SignedInConsole console = await SignedInConsole.Start();
        await Raise(console, console.Module(), EventCode.Bypassed);
        long id = console.Server.Alerts.Alerts().Single().Id;
        using HttpClient stranger = console.NewBrowser();
        Assert.AreEqual(HttpStatusCode.Found, (await stranger.GetAsync("/alerts")).StatusCode);
        Assert.AreEqual(HttpStatusCode.Found, (await stranger.GetAsync($"/alerts/{id}")).StatusCode);
        var form = new FormUrlEncodedContent([new("id", $"{id}"), new("reason", "so")]);
        Assert.AreNotEqual(HttpStatusCode.OK, (await stranger.PostAsync("/alerts/acknowledge", form)).StatusCode);
        Assert.AreEqual(HttpStatusCode.BadRequest, (await console.Browser.PostAsync("/alerts/acknowledge", form)).StatusCode);
        Assert.AreEqual(HttpStatusCode.BadRequest, (await console.Browser.PostAsync("/alerts/shelve", form)).StatusCode);
        HttpResponseMessage none = await console.Post("/alerts", "/alerts/acknowledge", ("reason", "so"));
        StringAssert.Contains(await none.Content.ReadAsStringAsync(), "Choose at least one");
        Assert.IsFalse(console.Server.Alerts.Alerts().Single().IsAcknowledged);
    }

    [TestMethod]
    public async Task Nothing_that_a_module_or_a_person_wrote_is_markup()
    {
        await using SignedInConsole console = await SignedInConsole.Start();
        SimulatedModule module = console.Module();
        EventRecord opened = SimulatedClients.Of(EventCode.SessionOpened);
        module.Raise(opened, new Peer(PeerTransport.Plain, "<script>alert(1)</script>\u001b[31m", "", "<b>", "", long.MaxValue));
        await console.Tell(module);
        Eventually.Is(() => console.Server.Alerts.Alerts().Count == 1, "raised");
        long id = console.Server.Alerts.Alerts().Single().Id;
        await console.Post("/alerts", "/alerts/acknowledge", ("id", $"{id}"), ("reason", "<script>alert(2)</script>\u001b"));
        foreach (string page in new[] { "/", "/alerts", $"/alerts/{id}", "/alerts?site=%3Cscript%3E&kind=%22%3E%3Cscript%3E" })
        {
            string html = await console.Get(page);
            string others = html.Replace("<script src=\"/live.js\" defer></script>", "");
            Assert.IsFalse(others.Contains("<script", StringComparison.OrdinalIgnoreCase), page);
            Assert.IsFalse(html.Contains('\u001b'), page);
        }
    }

    private static async Task Shows(SignedInConsole console, string path, bool bypass, bool opened)
    {
        string html = await console.Get(path);
        Assert.AreEqual(bypass, html.Contains(">bypassed: nothing is guarded</a>", StringComparison.Ordinal), path);
        Assert.AreEqual(opened, html.Contains(">case open</a>", StringComparison.Ordinal), path);
    }

    private static async Task Raise(SignedInConsole console, SimulatedModule module, EventCode code)
    {
        int before = console.Server.Alerts.Alerts().Count;
        module.Raise(SimulatedClients.Of(code));
        await console.Tell(module);
        Eventually.Is(() => console.Server.Alerts.Alerts().Count == before + 1, "raised");
    }
}
