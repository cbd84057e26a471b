using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using MQTTnet.Server.Internal.Adapter;

namespace EdgeGuard.Central;

/// <summary>The MQTT broker in this process. It takes and stores; it hands nothing on, keeps nothing, and nobody may subscribe. A message
/// is acknowledged when it is on the disk.</summary>
/// <remarks>Over TLS a client shows a certificate of the console's CA and may publish on its own topics alone
/// (<see cref="ModuleIdentity"/>). Without TLS, on loopback, whoever is there may publish for any module.</remarks>
public sealed class CentralBroker : IAsyncDisposable
{
    private const string IdentityItem = "module";
    private const string PlainItem = "plain";

    private readonly MqttServer _server;
    private readonly MqttServerOptions _options;
    private readonly Func<string, byte[], Task<Receipt>> _take;
    private readonly Action<ModuleIdentity, string> _noteForeign;
    private readonly ClientTrust _trust;

    // Who has a client identifier at present: MQTT ends a connection when another comes with the same, and nobody may end a stranger's.
    private readonly ConcurrentDictionary<string, ModuleIdentity> _holders = new();

    private int _sessions;

    private CentralBroker(
        MqttServerOptions options, ClientTrust trust, Func<string, byte[], Task<Receipt>> take, Action<ModuleIdentity, string> noteForeign)
    {
        _options = options;
        _take = take;
        _noteForeign = noteForeign;
        _trust = trust;
        _server = new MqttServerFactory().CreateMqttServer(options, [new NamedClients(new MqttTcpServerAdapter())]);
    }

    /// <summary>Connections at present.</summary>
    internal int Sessions => Volatile.Read(ref _sessions);

    /// <summary>Where modules with a certificate come in.</summary>
    public int TlsPort => _options.TlsEndpointOptions.Port;

    /// <summary>Where loopback may come in; 0 for nowhere.</summary>
    public int PlainPort => _options.DefaultEndpointOptions.IsEnabled ? _options.DefaultEndpointOptions.Port : 0;

    /// <summary>Starts it.</summary>
    /// <param name="ports">Where it listens.</param>
    /// <param name="certificate">Its own, with its key.</param>
    /// <param name="trust">Whose clients' certificates count.</param>
    /// <param name="intake">Who takes what comes.</param>
    /// <param name="archive">Where it is noted who is turned away.</param>
    public static Task<CentralBroker> Start(
        BrokerPorts ports, X509Certificate2 certificate, ClientTrust trust, Intake intake, IArchive archive) =>
        Start(ports, certificate, trust, intake.Take, (who, detail) =>
            archive.Note(FindingKind.ForeignTopic, who.Site, who.Module, "", detail));

    /// <summary>Starts it before something else than an archive.</summary>
    internal static async Task<CentralBroker> Start(
        BrokerPorts ports,
        X509Certificate2 certificate,
        ClientTrust trust,
        Func<string, byte[], Task<Receipt>> take,
        Action<ModuleIdentity, string> noteForeign)
    {
        var broker = new CentralBroker(Options(ports, certificate, trust), trust, take, noteForeign);
        broker._server.ValidatingConnectionAsync += broker.OnConnect;
        broker._server.ClientConnectedAsync += broker.OnConnected;
        broker._server.ClientDisconnectedAsync += broker.OnDisconnect;
        broker._server.InterceptingSubscriptionAsync += OnSubscribe;
        broker._server.InterceptingPublishAsync += broker.OnPublish;
        await broker._server.StartAsync().ConfigureAwait(false);
        return broker;
    }

    /// <summary>Ends every connection, and the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsStarted) await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        _server.Dispose();
    }

    private static MqttServerOptions Options(BrokerPorts ports, X509Certificate2 certificate, ClientTrust trust)
    {
        MqttServerOptionsBuilder builder = new MqttServerOptionsBuilder()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointPort(ports.Tls.Port)
            .WithEncryptedEndpointBoundIPAddress(ports.Tls.Address)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptionCertificate(certificate)
            .WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13)
            .WithClientCertificate((_, shown, _, _) => trust.Admits(shown))
            .WithMaxPendingMessagesPerClient(1);
        if (ports.PlainPort is { } port) AddPlain(builder, port);
        else builder.WithoutDefaultEndpoint();
        return builder.Build();
    }

    private static void AddPlain(MqttServerOptionsBuilder builder, int port) => builder
        .WithDefaultEndpoint()
        .WithDefaultEndpointPort(port)
        .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
        .WithDefaultEndpointBoundIPV6Address(IPAddress.None);

    private Task OnConnect(ValidatingConnectionEventArgs client)
    {
        if (string.IsNullOrEmpty(client.ClientId)) client.AssignedClientIdentifier = NamedClient.NewName();
        if (client.IsSecureConnection) Identify(client);
        else client.SessionItems[PlainItem] = true;
        return Task.CompletedTask;
    }

    private void Identify(ValidatingConnectionEventArgs client)
    {
        // Asked once more: that a handshake was let through is not proof enough of who it is.
        X509Certificate2? shown = client.ClientCertificate;
        ModuleIdentity? identity = shown != null && _trust.Admits(shown) ? ModuleIdentity.Of(shown) : null;
        client.ReasonCode = identity == null ? MqttConnectReasonCode.NotAuthorized
            : !string.IsNullOrEmpty(client.ClientId) && _holders.GetOrAdd(client.ClientId, identity) != identity
                ? MqttConnectReasonCode.ClientIdentifierNotValid
            : MqttConnectReasonCode.Success;
        if (client.ReasonCode == MqttConnectReasonCode.Success) client.SessionItems[IdentityItem] = identity;
    }

    private Task OnConnected(ClientConnectedEventArgs client)
    {
        Interlocked.Increment(ref _sessions);
        return Task.CompletedTask;
    }

    private Task OnDisconnect(ClientDisconnectedEventArgs client)
    {
        Interlocked.Decrement(ref _sessions);
        // Taken over: the one who has it now is the same module.
        if (client.DisconnectType != MqttClientDisconnectType.Takeover) _holders.TryRemove(client.ClientId, out _);
        return Task.CompletedTask;
    }

    private static Task OnSubscribe(InterceptingSubscriptionEventArgs subscription)
    {
        subscription.ProcessSubscription = false;
        subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        return Task.CompletedTask;
    }

    private async Task OnPublish(InterceptingPublishEventArgs publish)
    {
        publish.ProcessPublish = false;
        MqttApplicationMessage message = publish.ApplicationMessage;
        if (!MayPublish(publish, message.Topic))
        {
            publish.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
            return;
        }
        // One byte more than a message may have says that it is too long.
        long length = Math.Min(message.Payload.Length, ArrivalReader.MaxBytes + 1);
        byte[] payload = message.Payload.Slice(0, length).ToArray();
        Receipt receipt = await _take(message.Topic, payload).ConfigureAwait(false);
        // Not acknowledged: the connection ends, and the module sends it again on the next one.
        if (receipt == Receipt.Failed) publish.CloseConnection = true;
    }

    private bool MayPublish(InterceptingPublishEventArgs publish, string topic)
    {
        if (publish.SessionItems.Contains(PlainItem)) return true;
        if (publish.SessionItems[IdentityItem] is not ModuleIdentity identity) return false;
        if (topic.StartsWith(identity.TopicPrefix, StringComparison.Ordinal)) return true;
        _noteForeign(identity, $"on {PeerText.Clean(topic.Length <= 200 ? topic : topic[..200])}");
        return false;
    }
}
