using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class NotifySettingsTests
{
    [TestMethod]
    public void Settings_are_read_and_comments_passed_over()
    {
        NotifySettings settings = Parse("""
            # whom to tell
            notify.least   medium
            notify.pages   https://central.plant:8443/
            mail.server    [::1]:25
            mail.tls       none
            mail.from      central@plant
            mail.to        a@plant b@plant
            """);
        Assert.AreEqual(AlertSeverity.Medium, settings.Least);
        Assert.AreEqual(("::1", 25), (settings.HostOf("mail.server"), settings.PortOf("mail.server")));
        Assert.AreEqual("a@plant b@plant", settings["mail.to"]);
        Assert.IsFalse(settings.Has("webhook.url"));
    }

    [TestMethod]
    [DataRow("mail.servr x:25", "line 1: there is no 'mail.servr'")]
    [DataRow("mail.server", "line 1: mail.server has no value")]
    [DataRow("mail.tls tls\nmail.tls tls", "line 2: mail.tls stands there twice")]
    [DataRow("mail.server plant:25", "mail.server is set, and mail.from is not")]
    [DataRow("mail.tls off", "mail.tls 'off': write starttls, tls, or none")]
    [DataRow("mail.server plant:25\nmail.tls none\nmail.from a@b\nmail.to a@b", "the mail would cross a network in clear")]
    [DataRow("syslog.server plant:0\nsyslog.transport tls", "syslog.server 'plant:0': write HOST:PORT")]
    [DataRow("syslog.server plant\nsyslog.transport tcp", "syslog.transport 'tcp': write tls or udp")]
    [DataRow("webhook.url http://plant/\nwebhook.secret s", "webhook.url 'http://plant/': write https://")]
    [DataRow("webhook.url https://plant/", "webhook.url is set, and webhook.secret is not")]
    [DataRow("notify.least urgent", "notify.least 'urgent': write low, medium or high")]
    public void A_mistake_is_named_with_its_place_and_what_to_write(string text, string told)
    {
        NotifySettings.Parse(text, out IReadOnlyList<string> problems);
        Assert.IsTrue(problems.Any(problem => problem.Contains(told, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public void All_mistakes_are_told_at_once_and_a_secret_that_others_may_read_is_one()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        string secret = Path.Combine(folder, "secret");
        string path = Path.Combine(folder, NotifySettings.FileName);
        File.WriteAllText(secret, "hush\n");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.WriteAllText(path, $"nonsense 1\nwebhook.url https://plant/\nwebhook.secret {secret}\n");
        CentralException refused = Assert.Throws<CentralException>(() => NotifySettings.Load(path));
        StringAssert.Contains(refused.Message, "line 1: there is no 'nonsense'");
        StringAssert.Contains(refused.Message, "chmod 600 " + secret);
        Assert.IsFalse(refused.Message.Contains("hush", StringComparison.Ordinal));
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, $"webhook.url https://plant/\nwebhook.secret {secret}\n");
        Assert.AreEqual("hush", NotifySettings.Load(path).Secret("webhook.secret"));
        Assert.AreSame(NotifySettings.None, NotifySettings.Load(Path.Combine(folder, "none.conf")));
        Directory.Delete(folder, recursive: true);
    }

    [TestMethod]
    public void No_text_does_more_than_to_be_refused()
    {
        var random = new Random(1);
        string[] signs = ["#", ":", "\n", " ", "\t", "plant:25", "[::1]:", "https://", "\u0000", "\ud800", "tls", "none"];
        string[] words = [.. NotifySettings.Keys.Keys, .. signs];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            NotifySettings settings = NotifySettings.Parse(text, out IReadOnlyList<string> problems);
            if (problems.Count > 0 || !settings.Has("mail.server")) continue;
            Assert.IsGreaterThan(0, settings.PortOf("mail.server"));
        }
    }

    internal static NotifySettings Parse(string text)
    {
        NotifySettings settings = NotifySettings.Parse(text, out IReadOnlyList<string> problems);
        Assert.AreEqual("", string.Join('\n', problems));
        return settings;
    }
}
