using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>A console with its pages, and a browser in which somebody has signed in.</summary>
internal sealed class SignedInConsole : IAsyncDisposable
{
    private readonly CentralCa _ca;
    private readonly WebBrowser _browser;

    private SignedInConsole(string folder, CentralCa ca, CentralServer server, FakeTime time)
    {
        Folder = folder;
        _ca = ca;
        Server = server;
        Time = time;
        _browser = new WebBrowser(ca, server.WebPort);
    }

    internal string Folder { get; }

    internal CentralServer Server { get; }

    internal FakeTime Time { get; }

    internal HttpClient Browser => _browser.Client;

    internal static async Task<SignedInConsole> Start(Action<string>? prepare = null)
    {
        string path = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        prepare?.Invoke(path);
        CentralFolder folder = CentralFolder.Open(path);
        CentralCa ca = CentralCa.Open(folder.Ca);
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new CentralOptions(path) { Web = loopback, Broker = new BrokerPorts(loopback), Iterations = 1000 };
        var time = new FakeTime(DateTimeOffset.UtcNow);
        CentralServer server = await CentralServer.Start(folder, ca, ca.OwnCertificate([]), options, time, _ => { });
        var console = new SignedInConsole(path, ca, server, time);
        DemoAccount account = DemoAccount.Create(server.People, time);
        HttpResponseMessage answer = await console.Post(
            "/login", "/login", ("name", DemoAccount.Name), ("password", account.Password), ("code", account.Digits));
        Assert.AreEqual(HttpStatusCode.Found, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return console;
    }

    internal async Task Tell(SimulatedModule module)
    {
        var intake = new Intake(Server.Archive, () => TestModule.Keys(), Time);
        await intake.Take(module.Topics.State, Core.Report.Online(module.Status, 1));
        while (module.NextBatch() is { } batch)
        {
            Assert.AreEqual(Receipt.Stored, await intake.Take(module.Topics.Events, batch));
            module.Sent();
        }
    }

    internal SimulatedModule Module(string name = "pump-3", string site = "plant-7") => new(
        new SimulatedIdentity(site, name, null, TestModule.KeyOf($"{site}/{name}")), FleetStory.KnownPolicy, Time);

    internal Task<string> Get(string path) => _browser.Page(path);

    internal Task<HttpResponseMessage> Post(string page, string path, params (string Name, string Value)[] fields) =>
        _browser.Post(page, path, fields);

    internal HttpClient NewBrowser() => new WebBrowser(_ca, Server.WebPort).Client;

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
