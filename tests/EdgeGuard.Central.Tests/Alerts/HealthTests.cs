using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>What programs ask for.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class HealthTests
{
    [TestMethod]
    public async Task Whether_it_is_well_is_a_word_for_anybody_and_figures_are_for_who_shows_the_token()
    {
        await using SignedInConsole console = await SignedInConsole.Start();
        await console.Tell(console.Module());
        using HttpClient stranger = console.NewBrowser();
        Assert.AreEqual("ok\n", await stranger.GetStringAsync("/healthz"));
        using HttpResponseMessage head = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/healthz"));
        Assert.AreEqual((HttpStatusCode.OK, 3L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.AreEqual("", await head.Content.ReadAsStringAsync());
        HttpResponseMessage refused = await stranger.GetAsync("/metrics");
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.AreEqual("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new string('0', 64));
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/metrics")).StatusCode);
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await console.Browser.GetAsync("/metrics")).StatusCode, "a session is no token");
        string token = File.ReadAllText(Path.Combine(console.Folder, MetricsToken.FileName)).Trim();
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpResponseMessage answer = await stranger.GetAsync("/metrics");
        Assert.AreEqual("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Check(await answer.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public void The_token_is_made_once_for_its_owner_alone_and_one_that_others_may_read_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        string path = Path.Combine(folder, MetricsToken.FileName);
        MetricsToken.Open(folder);
        string token = File.ReadAllText(path).Trim();
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.IsTrue(MetricsToken.Open(folder).IsShown("Bearer " + token));
        foreach (string? header in new[] { null, "", "Bearer", "Bearer ", token, "Basic " + token, "Bearer " + token[1..] })
        {
            Assert.IsFalse(MetricsToken.Open(folder).IsShown(header), header);
        }
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<CentralException>(() => MetricsToken.Open(folder));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void How_long_it_took_is_counted_in_steps_up_to_all()
    {
        var figures = new CentralFigures();
        foreach (int ms in new[] { 0, 1, 3, 60, 9000 }) figures.Count(Receipt.Stored, TimeSpan.FromMilliseconds(ms));
        figures.Count(Receipt.Failed, TimeSpan.FromMilliseconds(10));
        Assert.AreEqual("2 2 3 4 4 4 5 5 5 5 5 6", string.Join(' ', figures.UpTo()));
        Assert.AreEqual(9.074, figures.Seconds, 1e-9);
        Assert.AreEqual((5L, 1L), (figures.Of(Receipt.Stored), figures.Of(Receipt.Failed)));
    }

    [TestMethod]
    public async Task A_mistake_in_notify_conf_stops_the_start_and_names_it()
    {
        static void Prepare(string folder) => File.WriteAllText(Path.Combine(folder, NotifySettings.FileName), "mail.servr plant:25\n");
        CentralException refused = await Assert.ThrowsAsync<CentralException>(() => SignedInConsole.Start(Prepare));
        StringAssert.Contains(refused.Message, "line 1: there is no 'mail.servr'");
    }

    private static void Check(string text)
    {
        var family = new Regex(@"^# (HELP|TYPE) edgeguard_central_[a-z_]+ .+$");
        var row = new Regex(@"^(edgeguard_central_[a-z_]+)(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? [0-9.E+-]+$");
        string[] lines = text.TrimEnd('\n').Split('\n');
        foreach (string line in lines) Assert.IsTrue(family.IsMatch(line) || row.IsMatch(line), line);
        string[] wanted =
        [
            "messages_total{receipt=\"stored\"}", "puback_seconds_count", "archive_waiting", "disk_free_bytes", "events_total",
            "alerts{state=\"active\",severity=\"high\"}", "alerts_waiting", "modules{state=\"online\"} 1",
        ];
        foreach (string name in wanted) StringAssert.Contains(text, "\nedgeguard_central_" + name);
        Assert.IsFalse(text.Contains("plant-7", StringComparison.Ordinal) || text.Contains("pump-3", StringComparison.Ordinal));
    }
}
