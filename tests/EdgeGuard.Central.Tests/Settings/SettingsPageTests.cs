using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>What the console runs with, and what of it a page changes.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class SettingsPageTests
{
    [TestMethod]
    public async Task What_it_runs_with_stands_there_and_whoever_is_no_administrator_does_not_see_it()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        console.Add("oper", "*", SiteRole.Engineer);
        using WebBrowser anna = await console.Browse("anna");
        string page = WebUtility.HtmlDecode(await anna.Page("/settings"));
        string[] wanted =
        [
            "400 days on which something arrived, and no more than 200 GB", console.Folder, "days left", "localhost", "ca.crt",
            "Nobody is.", "<a href=\"/people\">", "--web", "edgeguard-central seal-key FILE",
        ];
        foreach (string words in wanted) StringAssert.Contains(page, words);
        using WebBrowser other = await console.Browse("oper");
        using HttpResponseMessage closed = await other.Get("/settings");
        Assert.AreEqual(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [TestMethod]
    public async Task How_much_is_kept_is_looked_at_first_and_then_changed_logged_and_kept_over_a_restart()
    {
        await using WebConsole console = await WebConsole.Start();
        console.AddFirst("anna");
        await console.Refuse(new TestModule(), 1, "CN=x");
        using WebBrowser anna = await console.Browse("anna");
        StringAssert.Contains(await anna.Page("/settings?days=7&gb=3"), "nothing goes.");
        Assert.AreEqual(400, console.Server.Archive.Kept.Days, "to look changes nothing");
        using HttpResponseMessage done = await anna.Post("/settings?days=7&gb=3", "/settings/retention", ("days", "7"), ("gb", "3"));
        Assert.AreEqual("/settings", done.Headers.Location!.ToString());
        Assert.AreEqual(new Retention(7, 3L << 30), console.Server.Archive.Kept);
        Assert.AreEqual(new Retention(7, 3L << 30), RetentionFile.Load(console.Folder));
        AuditEntry entry = console.People.Trail.Entries(AuditQuery.Parse("deed:\"retention set\"", out _), long.MaxValue, 5).Single();
        Assert.AreEqual(("anna", "400 days, 200 GB before; 7 days, 3 GB now"), (entry.Who, entry.Detail));
        foreach ((string days, string gb) in new[] { ("0", "3"), ("7", "0"), ("4000", "3"), ("7", "999999") })
        {
            using HttpResponseMessage refused = await anna.Post("/settings", "/settings/retention", ("days", days), ("gb", gb));
            Assert.AreEqual(HttpStatusCode.BadRequest, refused.StatusCode, $"{days} {gb}");
        }
        Assert.AreEqual(7, console.Server.Archive.Kept.Days);
    }

    [TestMethod]
    public async Task What_was_set_counts_at_the_next_start_and_a_file_that_is_not_as_it_was_written_stops_it()
    {
        var set = new Retention(9, 5L << 30);
        await using (SignedInConsole console = await SignedInConsole.Start(folder => RetentionFile.Save(folder, set)))
        {
            Assert.AreEqual(set, console.Server.Archive.Kept);
        }
        static void Break(string folder) => File.WriteAllText(Path.Combine(folder, RetentionFile.FileName), "keep.days many\nkeep.gb 3\n");
        CentralException refused = await Assert.ThrowsAsync<CentralException>(() => SignedInConsole.Start(Break));
        StringAssert.Contains(refused.Message, RetentionFile.FileName);
    }

    [TestMethod]
    public void Fewer_days_let_the_oldest_go_while_it_runs()
    {
        using var archive = new TestArchive();
        var module = new TestModule();
        for (int day = 1; day <= 3; day++)
        {
            archive.Store(module, module.Next(day));
            archive.Time.Now += TimeSpan.FromDays(1);
        }
        var kept = new Retention(2, 1L << 30);
        Assert.HasCount(1, kept.TooMuch(ArchiveFile.In(archive.Folder)));
        archive.Archive.Keep(kept);
        archive.Close();
        Assert.HasCount(2, ArchiveFile.In(archive.Folder));
    }

    [TestMethod]
    public async Task A_test_notice_is_told_at_once_by_the_way_that_was_asked_for_and_logged()
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)server.Client.LocalEndPoint!).Port;
        void Prepare(string folder)
        {
            string secret = Path.Combine(folder, "secret");
            File.WriteAllText(secret, "0123456789abcdef");
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // Nobody listens on port 1.
            File.WriteAllText(Path.Combine(folder, NotifySettings.FileName),
                $"syslog.server 127.0.0.1:{port}\nsyslog.transport udp\nwebhook.url http://127.0.0.1:1/\nwebhook.secret {secret}\n");
        }
        await using SignedInConsole console = await SignedInConsole.Start(Prepare);
        using HttpResponseMessage told = await console.Post("/settings", "/settings/notice", ("way", "syslog"));
        StringAssert.Contains(await told.Content.ReadAsStringAsync(), "Told by syslog");
        string message = Encoding.UTF8.GetString((await server.ReceiveAsync().WaitAsync(TimeSpan.FromMinutes(1))).Buffer);
        StringAssert.Contains(message, "edgeguard-central");
        StringAssert.EndsWith(message, $"test notice: nothing happened, central console: asked for by {DemoAccount.Name}");
        using HttpResponseMessage failed = await console.Post("/settings", "/settings/notice", ("way", "webhook"));
        StringAssert.Contains(await failed.Content.ReadAsStringAsync(), "By webhook nobody could be told");
        using HttpResponseMessage none = await console.Post("/settings", "/settings/notice", ("way", "pigeon"));
        Assert.AreEqual(HttpStatusCode.BadRequest, none.StatusCode);
        AuditQuery query = AuditQuery.Parse("deed:\"notice tested\"", out _);
        IReadOnlyList<AuditEntry> logged = console.Server.People.Trail.Entries(query, long.MaxValue, 9);
        Assert.AreEqual(
            "webhook it could not be told, syslog told", string.Join(", ", logged.Select(entry => $"{entry.Subject} {entry.Detail}")));
    }
}
