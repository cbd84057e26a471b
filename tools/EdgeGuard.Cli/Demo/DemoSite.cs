using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary>A whole plant in a temporary folder and this process: CA,
/// certificates, broker, simulated PLC, the module before it, and the central console that it reports to.</summary>
internal sealed class DemoSite : IAsyncDisposable
{
    internal const string Policy = """
        edgeguard-policy 1
        policy pump-station-3 version 7
        limit client 50/s burst 20

        role Operator
          allow reads    unit 1   address 0-199
          allow 6        unit 1   address 40        value 0-1500
          allow 5        unit 1   address 7         when 3:12 = 0 within 5s
        role Engineer includes Operator
          allow identification
          allow 6        unit 1   address 100-119   step 50
        never programming
        """;

    /// <summary>Its names among the topics.</summary>
    internal const string SiteName = "demo";
    internal const string ModuleName = "pump-3";

    private const int TimeoutMs = 10_000;

    private readonly LocalBroker _broker;
    private readonly PlcServer _plc;
    private readonly HostedModule _module;

    private DemoSite(string folder, LocalBroker broker, PlcServer plc, HostedModule module, DemoCentral central)
    {
        Folder = folder;
        Central = central;
        _broker = broker;
        _plc = plc;
        _module = module;
    }

    /// <summary>Where its files are; gone when it ends.</summary>
    internal string Folder { get; }

    internal DemoEvents Events { get; } = new();

    internal DemoCentral Central { get; }

    internal IPEndPoint Module => _module.TlsEndPoint!;

    internal IPEndPoint Plc => _plc.EndPoint;

    internal IPEndPoint Broker => new(IPAddress.Loopback, _broker.Port);

    /// <summary>How often a request has reached the PLC.</summary>
    internal int Seen(byte[] pdu) => _plc.Received.Count(exchange => exchange.Request.Span.SequenceEqual(pdu));

    /// <summary>Starts everything.</summary>
    internal static async Task<DemoSite> Start()
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-demo-").FullName;
        var ca = SiteCa.Create(folder, "EdgeGuard demo");
        ca.IssueModule("module", ["127.0.0.1", "localhost"], new IssueOptions { Days = 1 });
        ca.IssueClient("alice", "Operator", new IssueOptions { Days = 1 });
        ca.IssueClient("erin", "Engineer", new IssueOptions { Days = 1 });
        ca.IssueClient(DemoPanel.Name, "Operator", new IssueOptions { Days = 1 });
        ca.IssueClient("dave", null, new IssueOptions { Days = 1 });

        LocalBroker broker = await LocalBroker.Start();
        var plc = new PlcServer(new PlcOptions());
        plc.Start();
        File.WriteAllText(Path.Combine(folder, "pump.policy"), Policy);
        string settings = Path.Combine(folder, "module.conf");
        File.WriteAllText(settings, Settings(plc.Port, broker.Port));

        var problems = new FileProblems();
        ConfigurationFiles files = ConfigurationFiles.Read(settings, problems) ?? throw Broken(problems);
        var module = new HostedModule(files, new StderrLog(TextWriter.Null));
        DemoCentral central = await DemoCentral.Start(Path.Combine(folder, "central"), SiteName, ModuleName);
        var site = new DemoSite(folder, broker, plc, module, central);
        broker.Accepts = message =>
        {
            byte[] payload = message.Payload.ToArray();
            site.Events.Take(message.Topic, payload);
            central.Take(message.Topic, payload);
            return true;
        };
        string? noPort = module.Start();
        return noPort == null ? site : throw new InvalidOperationException(noPort);
    }

    /// <summary>Connects as somebody with a certificate of the demo's CA; null for somebody without any.</summary>
    internal ModbusTlsClient? Connect(string? name, out string problem)
    {
        ClientIdentity? identity = name == null ? Nobody() : Load(name);
        problem = "the demo's own certificates cannot be read";
        return identity == null ? null : ModbusTlsClient.Connect("127.0.0.1", Module.Port, identity, TimeoutMs, out problem);
    }

    /// <summary>A holding register as it is in the PLC, behind the module's back.</summary>
    internal int PlcRegister(int address) => _plc.Look(1, memory => (int)memory.HoldingRegisters[address]);

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        _plc.Dispose();
        await _broker.DisposeAsync();
        await Central.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Settings(int plcPort, int brokerPort) => $"""
        site {SiteName}
        module {ModuleName}
        policy.file pump.policy
        listen.tls 127.0.0.1:0
        tls.certificate module.crt
        tls.key module.key
        tls.ca ca.crt
        tls.crl ca.crl
        plc.address 127.0.0.1:{plcPort}
        mqtt.broker 127.0.0.1:{brokerPort}
        mqtt.tls off
        traffic.values writes
        traffic.publish 5s
        """;

    private ClientIdentity? Load(string name) =>
        ClientIdentity.TryLoad(InFolder(name + ".crt"), InFolder(name + ".key"), InFolder("ca.crt"), new List<FileProblem>());

    private ClientIdentity Nobody()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(InFolder("ca.crt"));
        return new ClientIdentity(null, [], authorities);
    }

    private string InFolder(string file) => Path.Combine(Folder, file);

    private static InvalidOperationException Broken(FileProblems problems)
    {
        var text = new StringWriter();
        problems.Print(text);
        return new InvalidOperationException("the demo's own files are wrong: " + text);
    }
}
