using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>Parts of pages that are told again when they change.</summary>
[TestClass]
public sealed class LiveTests
{
    private const string Refusals = "/live/refusals";

    private readonly TestModule _module = new();
    private WebConsole _console = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        _console.Add("bert", "plant-7", SiteRole.Viewer);
    }

    [TestCleanup]
    public ValueTask End() => _console.DisposeAsync();

    [TestMethod]
    [DataRow(Refusals)]
    [DataRow("/live/events?q=event:request-refused")]
    [DataRow("/live/now")]
    public async Task A_refusal_that_comes_is_told_as_the_page_has_it_and_to_nobody_who_may_not_see_it(string path)
    {
        using WebBrowser bert = await _console.Browse("bert");
        using StreamReader stream = await Open(bert, path);
        string before = await Next(stream);
        Assert.IsFalse(before.Contains("CN=scada"), before);
        await _console.Refuse(new TestModule(site: "elsewhere"), 1, "CN=stranger");
        await _console.Refuse(_module, 1, "CN=scada<script>");
        string after = await Next(stream, text => text.Contains("CN=scada"));
        StringAssert.Contains(after, "CN=scada&lt;script&gt;");
        Assert.IsFalse(after.Contains("stranger"), after);
    }

    [TestMethod]
    public async Task It_ends_with_the_session_and_does_not_make_that_longer()
    {
        using WebBrowser bert = await _console.Browse("bert");
        using StreamReader stream = await Open(bert, Refusals);
        await Next(stream);
        _console.Time.Now += People.Idle + TimeSpan.FromMinutes(1);
        StringAssert.Contains(await stream.ReadToEndAsync(), "event: end");
        using WebBrowser again = await _console.Browse("bert");
        using StreamReader second = await Open(again, Refusals);
        await Next(second);
        using HttpResponseMessage gone = await again.Post("/", "/logout");
        StringAssert.Contains(await second.ReadToEndAsync(), "event: end");
    }

    [TestMethod]
    public async Task Whose_role_is_taken_away_meanwhile_is_told_nothing_more_of_the_site()
    {
        using WebBrowser bert = await _console.Browse("bert");
        await _console.Refuse(_module, 1, "CN=scada");
        using StreamReader stream = await Open(bert, Refusals);
        StringAssert.Contains(await Next(stream), "CN=scada");
        Assert.AreEqual("", _console.People.Administration.SetRole(TestPeople.Here, "bert", "plant-7", SiteRole.None));
        await _console.Refuse(_module, 2, "CN=scada");
        StringAssert.Contains(await Next(stream), "Nothing was refused");
    }

    [TestMethod]
    public async Task A_session_has_four_and_no_more_and_one_that_is_closed_makes_room()
    {
        using WebBrowser bert = await _console.Browse("bert");
        var open = new List<StreamReader>();
        for (int i = 0; i < LiveStreams.MostOfSession; i++) open.Add(await Open(bert, Refusals));
        using HttpResponseMessage refused = await bert.Get(Refusals);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using WebBrowser anna = await _console.Browse("anna");
        open.Add(await Open(anna, Refusals));
        open[0].Dispose();
        Eventually.Is(() => IsLetIn(bert).GetAwaiter().GetResult(), "there is room again");
        open.ForEach(stream => stream.Dispose());
    }

    private static async Task<bool> IsLetIn(WebBrowser browser)
    {
        using HttpResponseMessage answer = await browser.Get(Refusals);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<StreamReader> Open(WebBrowser browser, string path)
    {
        HttpResponseMessage answer = await browser.Get(path);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    // What the next event with rows has, of those that fit.
    private static async Task<string> Next(StreamReader stream, Func<string, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var lines = new List<string>();
            for (string? line; !string.IsNullOrEmpty(line = await stream.ReadLineAsync(patience.Token));) lines.Add(line);
            IEnumerable<string> told = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal));
            string data = string.Join('\n', told.Select(line => line[6..]));
            if (lines.Contains("event: rows") && fits?.Invoke(data) != false) return data;
        }
    }
}
