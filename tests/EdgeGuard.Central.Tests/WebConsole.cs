using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Store;

namespace EdgeGuard.Central.Tests;

/// <summary>A console on loopback with people in it, which goes with the test.</summary>
internal sealed class WebConsole : IAsyncDisposable
{
    internal const string Password = "correct horse battery";

    private readonly Dictionary<string, byte[]> _secrets = [];

    private WebConsole(string folder, FakeTime time, CentralCa ca, CentralServer server)
    {
        Folder = folder;
        Time = time;
        Ca = ca;
        Server = server;
    }

    internal string Folder { get; }

    internal FakeTime Time { get; }

    internal CentralCa Ca { get; }

    internal CentralServer Server { get; }

    internal People People => Server.People;

    /// <summary>What it told whoever started it.</summary>
    internal ConcurrentQueue<string> Log { get; private init; } = [];

    internal static async Task<WebConsole> Start(Func<CentralOptions, CentralOptions>? how = null)
    {
        string path = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        var time = new FakeTime(DateTimeOffset.UtcNow);
        CentralFolder folder = CentralFolder.Open(path);
        CentralCa ca = CentralCa.Open(folder.Ca);
        var options = new CentralOptions(path)
        {
            Web = new IPEndPoint(IPAddress.Loopback, 0),
            Broker = new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0)),
            Iterations = 1000,
        };
        if (how != null) options = how(options);
        ConcurrentQueue<string> log = [];
        CentralServer server = await CentralServer.Start(folder, ca, ca.OwnCertificate([]), options, time, log.Enqueue);
        return new WebConsole(path, time, ca, server) { Log = log };
    }

    /// <summary>Makes the first account, and gives the session that began.</summary>
    internal string AddFirst(string name)
    {
        _secrets[name] = People.FirstSecret;
        Assert.AreEqual("", People.AddFirst(People.FirstCode!, name, Password, Password, Digits(name), out string session));
        return session;
    }

    /// <summary>Invites somebody, who joins.</summary>
    internal void Add(string name, string site, SiteRole role)
    {
        Assert.AreEqual("", People.Administration.Invite(TestPeople.Here, name, site, role, out string code));
        _secrets[name] = People.InvitationSecret(name, code, TestPeople.Here)!;
        Assert.AreEqual("", People.Join(code, name, Password, Password, Digits(name), TestPeople.Here, out _));
    }

    internal string Digits(string name) =>
        Totp.Code(new SystemHmac(), _secrets[name], Totp.StepAt(Time.Now.ToUnixTimeMilliseconds()));

    /// <summary>A module refuses somebody, and that is stored.</summary>
    internal async Task Refuse(TestModule module, long number, string subject)
    {
        var peer = new Peer(PeerTransport.Tls, "10.0.0.7", subject, "Operator", new string('a', 64), long.MaxValue);
        byte[] batch = module.Next([TestModule.Refused(number)], peer);
        Arrival arrival = module.Arrival(batch, TestModule.Keys(), Time.Now.ToUnixTimeMilliseconds());
        Assert.AreEqual(Receipt.Stored, await Server.Archive.Store(arrival));
    }

    /// <summary>A browser in which somebody has signed in; empty for nobody.</summary>
    internal async Task<WebBrowser> Browse(string name = "")
    {
        var browser = new WebBrowser(Ca, Server.WebPort);
        if (name.Length == 0) return browser;
        // The code of the last minute is used up.
        Time.Now += TimeSpan.FromMinutes(1);
        using var answer = await browser.Post("/login", "/login", ("name", name), ("password", Password), ("code", Digits(name)));
        Assert.AreEqual(HttpStatusCode.Found, answer.StatusCode, name);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
