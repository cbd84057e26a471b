using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>What a collector of OpenTelemetry gets, where somebody asked for it.</summary>
[TestClass]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OtlpTests
{
    private const string Site = "plant-secret";
    private const string Module = "pump-secret";

    [TestMethod]
    public async Task Figures_and_traces_get_to_the_collector_and_no_name_and_nothing_of_a_stranger_is_among_them()
    {
        using var collector = new OtlpSink();
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        try
        {
            var options = new CentralOptions(folder)
            {
                Web = new IPEndPoint(IPAddress.Loopback, 0),
                Broker = new BrokerPorts(new IPEndPoint(IPAddress.Loopback, 0)),
                Iterations = 1000,
                Otlp = new Uri($"http://127.0.0.1:{collector.Port}/base/"),
            };
            await Run(options);
            foreach (string path in new[] { "/base/v1/metrics", "/base/v1/traces" })
            {
                Eventually.Is(() => collector.Bodies.ContainsKey(path), path);
            }
            string metrics = collector.Bodies["/base/v1/metrics"];
            string traces = collector.Bodies["/base/v1/traces"];
            string[] figures = ["messages", "puback", "archive_bytes", "modules", "alerts_waiting"];
            foreach (string name in figures) StringAssert.Contains(metrics, "edgeguard.central." + name);
            StringAssert.Contains(metrics, "edgeguard-central");
            foreach (string name in new[] { "ingest events", "stored", "GET /modules/{site}/{module}", "GET /healthz" })
            {
                StringAssert.Contains(traces, name);
            }
            string[] unwanted = [Site, Module, "strange", "CN=", "127.0.0.1", Environment.MachineName, "congo"];
            foreach (string text in unwanted)
            {
                Assert.IsFalse((metrics + traces).Contains(text, StringComparison.OrdinalIgnoreCase), text);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Where_it_goes_is_over_TLS_or_this_computer_and_a_mistake_is_named()
    {
        foreach (string wrong in new[] { "http://collector.plant:4318", "collector:4318", "ftp://127.0.0.1/", "https://a:b@collector/" })
        {
            using Executable central = Executable.Central("--otlp", wrong);
            Assert.AreEqual(2, central.WaitForExit(), central.Everything());
            StringAssert.Contains(central.Everything(), "--otlp '" + wrong + "'");
        }
    }

    private static async Task Run(CentralOptions options)
    {
        CentralFolder folder = CentralFolder.Open(options.Data);
        CentralCa ca = CentralCa.Open(folder.Ca);
        await using CentralServer server = await CentralServer.Start(
            folder, ca, ca.OwnCertificate([]), options, TimeProvider.System, _ => { });
        // One message of many is traced, and those of other tests count too.
        for (int boot = 1; boot <= 210; boot++)
        {
            var module = new TestModule(Module, boot, site: Site);
            await server.Take(module.EventsTopic, module.Next(1));
        }
        using var browser = new WebBrowser(ca, server.WebPort);
        browser.Client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        browser.Client.DefaultRequestHeaders.Add("tracestate", "congo=strange");
        foreach (string path in new[] { "/healthz", $"/modules/{Site}/{Module}?q=strange", "/strange" }) await browser.Get(path);
    }

    // Bodies are protobuf, in which text stands as it is.
    private sealed class OtlpSink : IDisposable
    {
        private readonly HttpSink _sink;

        internal OtlpSink() => _sink = new HttpSink(Take);

        internal int Port => _sink.Port;

        internal ConcurrentDictionary<string, string> Bodies { get; } = new();

        public void Dispose() => _sink.Dispose();

        private string Take(string path, byte[] body)
        {
            Bodies.AddOrUpdate(path, _ => Encoding.Latin1.GetString(body), (_, before) => before + Encoding.Latin1.GetString(body));
            return "200 OK";
        }
    }
}
