using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>Who changed what, on the page of all modules and on that of one.</summary>
[TestClass]
public sealed class ChangePageTests
{
    // Nobody did these: they happen to a module.
    private static readonly EventCode[] NobodysDoing =
    [
        EventCode.CrlStale, EventCode.CrlEarly, EventCode.ClockNotTrusted, EventCode.StoreDamaged, EventCode.StoreRefused,
        EventCode.CredentialEnding, EventCode.CredentialEnded, EventCode.WorkerLate, EventCode.SessionRevoked, EventCode.EventsLost,
    ];

    private readonly TestModule _module = new();
    private WebConsole _console = null!;
    private WebBrowser _browser = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        var story = new PolicyStory(_console, _module);
        await _console.Refuse(_module, 1, "CN=scada");
        await story.Run();
        var other = new TestModule("pump-9", site: "plant-8");
        EventRecord opened = TestModule.Refused(1);
        opened.Code = EventCode.CaseOpened;
        opened.Reason = default;
        Arrival arrival = other.Arrival(other.Next([opened]), TestModule.Keys(), _console.Time.Now.ToUnixTimeMilliseconds());
        Assert.AreEqual(Receipt.Stored, await _console.Server.Archive.Store(arrival));
        _browser = await _console.Browse("anna");
    }

    [TestCleanup]
    public async Task End()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public void Every_event_that_says_that_something_changed_is_a_change_or_nobodys_doing()
    {
        EventCode[] changes = [.. Enum.GetValues<EventCode>().Where(code => EventTable.ClassOf(code) == EventClass.Change)];
        Assert.AreEqual("", string.Join(' ', changes.Where(code => ChangeTable.Of(code) != null == NobodysDoing.Contains(code))));
        EventCode[] shown = [.. ChangeTable.Kinds.SelectMany(kind => kind.Codes)];
        CollectionAssert.AllItemsAreUnique(shown);
        EventCode[] others = [EventCode.LoginFailed, EventCode.UnitAsked];
        CollectionAssert.AreEquivalent(others, shown.Except(changes).ToArray());
    }

    [TestMethod]
    public async Task All_modules_changes_are_told_with_who_did_them_and_what_differs()
    {
        string page = await _browser.Page("/changes");
        StringAssert.Contains(page, "case opened");
        StringAssert.Contains(page, "configuration committed");
        StringAssert.Contains(page, "anna (technician, console)");
        StringAssert.Contains(page, "value 0-1500 before, value 0-9999 now");
        StringAssert.Contains(page, "MISSING: 9 events, numbers 2 to 10");
        StringAssert.Contains(page, $"/modules/plant-7/pump-3/policy?hash={PolicyStory.Hash(PolicyStory.New)}");
        Assert.IsFalse(page.Contains("CN=scada", StringComparison.Ordinal), "a refusal is no change");
        int newest = page.IndexOf("case opened", StringComparison.Ordinal);
        Assert.IsLessThan(page.IndexOf("configuration committed", StringComparison.Ordinal), newest);
    }

    [TestMethod]
    public async Task What_is_asked_for_stands_in_the_address()
    {
        string cases = await _browser.Page("/changes?kind=case");
        StringAssert.Contains(cases, "case opened");
        StringAssert.Contains(cases, "<option value=\"case\" selected>");
        Assert.IsFalse(cases.Contains("configuration committed", StringComparison.Ordinal));
        string none = await _browser.Page("/changes?q=site:plant-8+event:configuration");
        StringAssert.Contains(none, "No event says that anything was changed");
        StringAssert.Contains(await _browser.Page("/changes?q=nonsense"), "is no term");
        string all = await _browser.Page("/changes?kind=%3Cscript%3E");
        StringAssert.Contains(all, "case opened");
        StringAssert.Contains(all, "configuration committed");
    }

    [TestMethod]
    public async Task A_modules_own_changes_are_a_page_of_its()
    {
        string page = await _browser.Page("/modules/plant-7/pump-3/changes");
        StringAssert.Contains(page, "value 0-1500 before, value 0-9999 now");
        StringAssert.Contains(page, "aria-current=\"page\">Changes</a>");
        Assert.IsFalse(page.Contains("case opened", StringComparison.Ordinal));
        using HttpResponseMessage nobody = await _browser.Get("/modules/plant-7/pump-77/changes");
        Assert.AreEqual(HttpStatusCode.NotFound, nobody.StatusCode);
        StringAssert.Contains(await _browser.Page("/modules/plant-7/pump-3"), "href=\"/modules/plant-7/pump-3/changes\"");
    }

    [TestMethod]
    public async Task What_is_shown_can_be_saved()
    {
        string csv = await _browser.Page("/changes.csv?kind=configuration");
        string[] lines = csv.TrimEnd().Split('\n');
        StringAssert.StartsWith(lines[0].TrimStart('\ufeff'), "change,time,");
        Assert.HasCount(6, lines, csv);
        Assert.AreEqual(4, lines.Count(line => line.StartsWith("configuration,", StringComparison.Ordinal)));
        string json = await _browser.Page("/changes.json?q=site:plant-8");
        StringAssert.Contains(json, "\"change\":\"case\"");
        using HttpResponseMessage wrong = await _browser.Get("/changes.csv?q=nonsense");
        Assert.AreEqual(HttpStatusCode.BadRequest, wrong.StatusCode);
    }
}
