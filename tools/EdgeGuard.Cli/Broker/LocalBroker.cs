using System;
using System.Buffers;
using System.Collections.Generic;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using MQTTnet.Server.Internal.Adapter;

namespace EdgeGuard.Cli;

/// <summary>An MQTT broker in this process, on loopback alone: for the demo and for tests. Forgets everything when it ends.</summary>
public sealed class LocalBroker : IAsyncDisposable
{
    private readonly MqttServer _server;
    private readonly MqttServerTcpEndpointBaseOptions _endpoint;

    private LocalBroker(MqttServerOptions options, MqttServerTcpEndpointBaseOptions endpoint)
    {
        _server = new MqttServerFactory().CreateMqttServer(options, [new NamedClients(new MqttTcpServerAdapter())]);
        _endpoint = endpoint;
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => _endpoint.Port;

    /// <summary>Called with every message before it is taken; false refuses it. Set it before clients connect.</summary>
    public Func<MqttApplicationMessage, bool> Accepts { get; set; } = _ => true;

    /// <summary>Starts a broker without TLS.</summary>
    /// <param name="port">0 for a free one.</param>
    public static async Task<LocalBroker> Start(int port = 0)
    {
        MqttServerOptions options = new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port).Build();
        return await Start(options, options.DefaultEndpointOptions).ConfigureAwait(false);
    }

    /// <summary>Starts a broker with TLS.</summary>
    /// <param name="certificate">The broker's own, with its key.</param>
    /// <param name="clientCa">The CA that clients' certificates must chain to; null to ask for none.</param>
    /// <param name="port">0 for a free one.</param>
    public static async Task<LocalBroker> StartTls(X509Certificate2 certificate, X509Certificate2? clientCa, int port = 0)
    {
        MqttServerOptionsBuilder builder = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointPort(port)
            .WithEncryptionCertificate(certificate)
            .WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13);
        if (clientCa != null) builder.WithClientCertificate((_, shown, _, _) => IsOf(clientCa, shown));
        MqttServerOptions options = builder.Build();
        return await Start(options, options.TlsEndpointOptions).ConfigureAwait(false);
    }

    /// <summary>The retained messages, by topic.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> Retained()
    {
        var messages = new Dictionary<string, byte[]>();
        foreach (MqttApplicationMessage message in await _server.GetRetainedMessagesAsync().ConfigureAwait(false))
        {
            messages[message.Topic] = message.Payload.ToArray();
        }
        return messages;
    }

    /// <summary>Ends every connection, and the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsStarted) await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        _server.Dispose();
    }

    private static async Task<LocalBroker> Start(MqttServerOptions options, MqttServerTcpEndpointBaseOptions endpoint)
    {
        endpoint.BoundInterNetworkAddress = IPAddress.Loopback;
        endpoint.BoundInterNetworkV6Address = IPAddress.None;
        endpoint.ReuseAddress = true;
        var broker = new LocalBroker(options, endpoint);
        broker._server.InterceptingPublishAsync += broker.OnPublish;
        broker._server.ValidatingConnectionAsync += Name;
        await broker._server.StartAsync().ConfigureAwait(false);
        return broker;
    }

    private Task OnPublish(InterceptingPublishEventArgs publish)
    {
        if (!Accepts(publish.ApplicationMessage))
        {
            publish.ProcessPublish = false;
            publish.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    private static Task Name(ValidatingConnectionEventArgs client)
    {
        if (string.IsNullOrEmpty(client.ClientId)) client.AssignedClientIdentifier = NamedClient.NewName();
        return Task.CompletedTask;
    }

    private static bool IsOf(X509Certificate2 ca, X509Certificate? shown)
    {
        if (shown is not X509Certificate2 certificate) return false;
        using var chain = new X509Chain { ChainPolicy = CaBundle.CreatePolicy(ca) };
        return chain.Build(certificate);
    }
}
