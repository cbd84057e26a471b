using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Central.Tests;

/// <summary>Nobody sees anything of a site that is not theirs, on any page.</summary>
[TestClass]
public sealed class SeenSitesTests
{
    private static readonly string[] Sites = ["alpha", "beta", "gamma"];

    private WebConsole _console = null!;

    [TestInitialize]
    public async Task Start()
    {
        _console = await WebConsole.Start();
        _console.AddFirst("anna");
        foreach (string site in Sites) await Fill(site);
    }

    [TestCleanup]
    public ValueTask End() => _console.DisposeAsync();

    [TestMethod]
    public async Task Whoever_has_roles_at_some_sites_sees_those_and_nothing_of_others_on_every_page()
    {
        for (int set = 0; set < 1 << Sites.Length; set++)
        {
            string[] own = [.. Sites.Where((_, i) => (set >> i & 1) != 0)];
            string name = "p" + set;
            _console.Add(name, own.FirstOrDefault("elsewhere"), SiteRole.Viewer);
            foreach (string site in own) _console.People.Administration.SetRole(TestPeople.Here, name, site, SiteRole.Engineer);
            await Look(name, own);
        }
        await Look("anna", Sites);
        AuditQuery exports = AuditQuery.Parse("who:p1 deed:exported", out _);
        Assert.AreEqual(
            "changes.csv changes.json clients.csv clients.json events.csv events.json events.proof modules.csv modules.json polls.csv "
                + "polls.json refusals.csv refusals.json",
            string.Join(' ', _console.People.Trail.Entries(exports, long.MaxValue, 1000).Select(e => e.Subject).Distinct().Order()));
    }

    private async Task Look(string name, string[] own)
    {
        using WebBrowser browser = await _console.Browse(name);
        var seen = new StringBuilder();
        foreach (string path in Paths())
        {
            using HttpResponseMessage answer = await browser.Get(path);
            string page = await answer.Content.ReadAsStringAsync();
            foreach (string site in Sites.Except(own)) Assert.IsFalse(page.Contains("secret-" + site), $"{name} sees {site} on {path}");
            bool isOwn = own.Any(site => path.StartsWith($"/modules/{site}/", StringComparison.Ordinal));
            bool isModule = path.StartsWith("/modules/", StringComparison.Ordinal);
            Assert.AreEqual(isModule && !isOwn ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode, path);
            seen.Append(page);
        }
        foreach (string site in own)
        {
            StringAssert.Contains(seen.ToString(), $"/modules/{site}/secret-{site}");
            StringAssert.Contains(seen.ToString(), $"CN=secret-{site}");
        }
    }

    // Every page that whoever signed in may ask for, alone and asked for each site.
    private static IEnumerable<string> Paths()
    {
        foreach (EndpointRow row in EndpointTable.Rows.Where(row => row is { Method: "GET", Door: Door.SignedIn }))
        {
            // Without an end: LiveTests.
            if (row.Pattern.StartsWith("/live/", StringComparison.Ordinal)) continue;
            // One alert by its number: SeenAlertsTests.
            if (row.Pattern is "/account/codes" or "/prove" or "/alerts/{id:long}") continue;
            string pattern = row.Pattern.Split(".{form:")[0];
            string[] files = [.. row.Pattern.Split('(', '|', ')').Intersect(["csv", "json", "proof"]).Select(form => "." + form)];
            string[] searches = pattern switch
            {
                "/events" => ["", "?q=site:{0}", "?q=-site:nowhere", "?q=client:{0}"],
                "/changes" => ["", "?q=site:{0}"],
                "/refusals" => ["", "?site={0}", "?days=400"],
                "/modules" => ["", "?q={0}"],
                "/clients" => ["", "?q=client:{0}", "?q=site:{0}", "?q=-site:nowhere", "?q=addresses:>0", "?sort=addresses"],
                "/alerts" => ["", "?site={0}", "?state=history"],
                _ => [""],
            };
            foreach (string site in Sites)
            {
                string path = pattern.Replace("{site}", site).Replace("{module}", "secret-" + site).Replace("{*path}", "/")
                    .Replace("{client}", ClientId.Of(site, "secret-" + site, Shared(site)));
                foreach (string file in files.DefaultIfEmpty(""))
                {
                    foreach (string search in searches) yield return path + file + string.Format(search, site);
                }
            }
        }
    }

    private static Peer Shared(string site) =>
        new(PeerTransport.Tls, "from-secret-" + site, "CN=secret-" + site, "role-secret-" + site, new string('b', 64), long.MaxValue);

    private async Task Fill(string site)
    {
        var module = new TestModule("secret-" + site, site: site);
        string secret = "secret-" + site;
        var peer = new Peer(PeerTransport.Tls, "CN=" + secret, "role-" + secret, secret, new string('a', 64), long.MaxValue);
        long now = _console.Time.Now.ToUnixTimeMilliseconds();
        foreach (long number in new long[] { 1, 5 })
        {
            byte[] batch = module.Next([TestModule.Refused(number)], peer);
            Assert.AreEqual(Receipt.Stored, await _console.Server.Archive.Store(module.Arrival(batch, TestModule.Keys(), now)));
        }
        var intake = new Intake(_console.Server.Archive, () => TestModule.Keys(), _console.Time, null, null, _console.Server.Traffic);
        // One certificate at all sites, with other names and from other addresses.
        await new ToldTraffic(module.Name, site).Ask(Shared(site), "03 unit 1 address 0").Tell(intake);
        string topic = $"edgeguard/v1/{site}/secret-{site}/";
        byte[] state = Encoding.UTF8.GetBytes(
            """{"online":false,"boot":1,"connection":1,"stream":"00112233445566778899aabbccddeeff","stopped":true}""");
        Assert.AreEqual(Receipt.Stored, await intake.Take(topic + "state", state));
        byte[] metrics = Encoding.UTF8.GetBytes("""{"boot":1,"uptimeMs":1000,"utc":0,"counters":{"requests":7} }""");
        Assert.AreEqual(Receipt.Stored, await intake.Take(topic + "metrics", metrics));
        string policy = $"edgeguard-policy 1\npolicy {secret} version 1\nrole role-{secret}\n  allow 3 unit 1 # {secret}\n";
        var text = new PolicyText("aa", 1, 1, PolicyReader.Read(policy).Policy!.HashText(), policy, SealProof.Right);
        Assert.IsTrue(_console.Server.PolicyTexts.Keep(site, secret, text, now));
        _console.Server.Archive.Note(FindingKind.Unreadable, site, "secret-" + site, "secret-" + site, "of secret-" + site);
        foreach (FindingKind kind in new[] { FindingKind.StreamTwice, FindingKind.ForeignTopic })
        {
            _console.Server.Archive.Note(kind, site, "secret-" + site, "", "of all: secret-" + string.Join(" secret-", Sites));
        }
        _console.Server.Archive.Note(FindingKind.ClockWentBack, "", "", "", "of all: secret-" + string.Join(" secret-", Sites));
    }
}
