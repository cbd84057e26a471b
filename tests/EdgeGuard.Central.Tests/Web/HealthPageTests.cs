using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>How the console is, and how a module is, on pages.</summary>
[TestClass]
public sealed class HealthPageTests
{
    private WebConsole _console = null!;
    private WebBrowser _browser = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        var module = new TestModule();
        EventRecord ending = TestModule.Refused(1);
        ending.Code = EventCode.CredentialEnding;
        ending.Reason = default;
        ending.A = (int)CredentialKind.ForBroker;
        ending.B = 6;
        EventRecord late = TestModule.Refused(2);
        late.Code = EventCode.PlcTimeout;
        late.Reason = default;
        await Tell(module.EventsTopic, module.Next([ending, late]));
        await Tell("edgeguard/v1/plant-7/pump-3/metrics", Counters(10, 1, 5, 0));
        await Tell("edgeguard/v1/plant-7/pump-3/metrics", Counters(30, 3, 9, 2));
        // The sums of hours are kept every two seconds, and when it ends.
        _browser = await _console.Browse("anna");
    }

    [TestCleanup]
    public async Task End()
    {
        _browser.Dispose();
        await _console.DisposeAsync();
    }

    [TestMethod]
    public async Task The_console_says_how_it_is_with_the_figures_that_programs_read()
    {
        string page = await _browser.Page("/health");
        StringAssert.Contains(page, "<span class=\"badge good\">well</span>");
        StringAssert.Contains(page, "no day is over yet");
        string text = WebUtility.HtmlDecode(page);
        using var program = new WebBrowser(_console.Ca, _console.Server.WebPort);
        string token = (await File.ReadAllTextAsync(Path.Combine(_console.Folder, MetricsToken.FileName))).Trim();
        program.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        string figures = await program.Page("/metrics");
        string[] names = [.. Regex.Matches(figures, "\nedgeguard_central_([a-z_]+)").Select(match => match.Groups[1].Value).Distinct()];
        Assert.IsGreaterThan(15, names.Length);
        foreach (string name in names.Where(name => !name.StartsWith("puback_seconds", StringComparison.Ordinal)))
        {
            StringAssert.Contains(text, $"<code>{name}</code>");
        }
        _console.Add("bert", "plant-7", SiteRole.Viewer);
        using WebBrowser bert = await _console.Browse("bert");
        using var closed = await bert.Get("/health");
        Assert.AreEqual(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [TestMethod]
    public async Task A_page_that_took_long_is_named_as_it_is_mapped_and_a_file_is_none()
    {
        var figures = new WebFigures();
        figures.Count(200, TimeSpan.FromSeconds(1), "/modules/{site}/{module}", _console.Time.Now);
        figures.Count(200, TimeSpan.FromSeconds(9), ExportEndpoints.EventsPattern, _console.Time.Now);
        figures.Count(200, TimeSpan.FromSeconds(9), "/live/now", _console.Time.Now);
        figures.Count(200, WebFigures.Slow, "/", _console.Time.Now);
        Assert.AreEqual((1L, 4L), (figures.SlowEver, figures.Of(2)));
        Assert.AreEqual("/modules/{site}/{module}", figures.SlowLast.Single().Pattern);
        for (int i = 0; i < 50; i++) figures.Count(500, TimeSpan.FromSeconds(1), "/" + i, _console.Time.Now);
        Assert.HasCount(20, figures.SlowLast);
        Assert.AreEqual("/49", figures.SlowLast[0].Pattern);
        StringAssert.Contains(await _browser.Page("/health"), "requests failed in the console itself");
    }

    [TestMethod]
    public void A_rate_is_that_of_the_minute_that_is_over()
    {
        var rate = new RecentRate();
        DateTimeOffset now = _console.Time.Now;
        rate.Add(600, now.AddSeconds(-59));
        rate.Add(60, now.AddSeconds(-1));
        rate.Add(6000, now);
        Assert.AreEqual(11, rate.ASecond(now));
        Assert.AreEqual(0, rate.ASecond(now.AddSeconds(200)));
    }

    [TestMethod]
    public async Task A_module_s_page_says_how_it_is_and_what_runs_out()
    {
        string page = WebUtility.HtmlDecode(await _browser.Page("/modules/plant-7/pump-3/health"));
        string[] wanted =
        [
            "for 1 h 2 min, as it said", "start 1", "trusted, as its last event says", "unverified", "runs out soon",
            "4 events since that start",
            "Requests to PLCs in each quarter of an hour", "<td class=\"number\">4</td>", "<td class=\"number\">2</td>",
            "aria-current=\"page\">Health</a>",
        ];
        foreach (string words in wanted) StringAssert.Contains(page, words);
        string now = await _browser.Page("/modules/plant-7/pump-3");
        StringAssert.Contains(now, "Requests in each quarter of an hour, and what of them was refused");
    }

    private static byte[] Counters(int requests, int refused, int plc, int timeouts) => Encoding.UTF8.GetBytes(
        $$"""
        {"boot":1,"uptimeMs":3720000,"utc":0,"counters":{"requests":{{requests}},"refused":{{refused}},"plc-requests":{{plc}},
        "plc-timeouts":{{timeouts}},"events-lost":4} }
        """);

    private async Task Tell(string topic, byte[] bytes)
    {
        var intake = new Intake(_console.Server.Archive, () => TestModule.Keys(), _console.Time);
        Assert.AreEqual(Receipt.Stored, await intake.Take(topic, bytes), topic);
    }
}
