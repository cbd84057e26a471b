using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using EdgeGuard.Central;
using EdgeGuard.Host;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary>The central console of the demo, in this process, and the module's way to it.</summary>
internal sealed class DemoCentral : IAsyncDisposable
{
    private readonly CentralServer _server;
    private readonly X509Certificate2 _certificate;
    private readonly DemoBridge _bridge;

    private DemoCentral(CentralServer server, X509Certificate2 certificate, DemoBridge bridge, DemoAccount account)
    {
        _server = server;
        _certificate = certificate;
        _bridge = bridge;
        Account = account;
    }

    internal Uri Pages => new($"https://127.0.0.1:{_server.WebPort}/");

    internal DemoAccount Account { get; }

    /// <summary>How many refusals of a module it has stored; below 0 where something of it is missing.</summary>
    internal long Refusals(string site, string module)
    {
        if (_server.Archive.Module(site, module) is not { Missing: 0 }) return -1;
        return _server.Archive.Refusals(new RefusalQuery(site, module)).Rows.Sum(row => row.Count);
    }

    /// <summary>Hands on what the module published.</summary>
    internal void Take(string topic, byte[] payload) => _bridge.Take(topic, payload);

    /// <summary>Starts it in a new folder.</summary>
    internal static async Task<DemoCentral> Start(string path, string site, string module)
    {
        CentralFolder folder = CentralFolder.Open(path);
        CentralCa ca = CentralCa.Open(folder.Ca);
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new CentralOptions(path) { Web = loopback, Broker = new BrokerPorts(loopback) };
        X509Certificate2 certificate = ca.OwnCertificate([]);
        CentralServer server = await CentralServer.Start(folder, ca, certificate, options, TimeProvider.System, _ => { });
        IssuedCertificate issued = ca.Issue(site, module, Path.Combine(path, "module"));
        BrokerTls tls = BrokerTls.Load("127.0.0.1", ca.CertificatePath, issued.CertificatePath, issued.KeyPath);
        var bridge = new DemoBridge(tls, server.BrokerPort);
        return new DemoCentral(server, certificate, bridge, DemoAccount.Create(server.People, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
