using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace EdgeGuard.Central.Tests;

/// <summary>A console with its pages, and a browser in which somebody has signed in.</summary>
internal sealed class SignedInConsole : IAsyncDisposable
{
    private readonly CentralCa _ca;

    private SignedInConsole(string folder, CentralCa ca, CentralServer server, FakeTime time)
    {
        Folder = folder;
        _ca = ca;
        Server = server;
        Time = time;
        Browser = NewBrowser();
    }

    internal string Folder { get; }

    internal CentralServer Server { get; }

    internal FakeTime Time { get; }

    internal HttpClient Browser { get; }

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

    internal async Task<string> Get(string path)
    {
        HttpResponseMessage answer = await Browser.GetAsync(path);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, path);
        return await answer.Content.ReadAsStringAsync();
    }

    internal async Task<HttpResponseMessage> Post(string page, string path, params (string Name, string Value)[] fields)
    {
        string html = await (await Browser.GetAsync(page)).Content.ReadAsStringAsync();
        string token = WebUtility.HtmlDecode(Regex.Match(html, @"name=""__RequestVerificationToken"" value=""([^""]+)""").Groups[1].Value);
        IEnumerable<KeyValuePair<string, string>> content =
            fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await Browser.PostAsync(path, new FormUrlEncodedContent(content));
    }

    internal HttpClient NewBrowser()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _ca.Certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{Server.WebPort}") };
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
