using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Telemetry;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Cli;

/// <summary>Listens at a broker until told to stop. A broker that is not
/// there at first is an error; one that goes away is waited for.</summary>
internal sealed class Watcher(WatchOptions options, IWatchOutput output, TextWriter error)
{
    private const int Ended = 0;
    private const int Failed = 1;
    private const int SealFailed = 3;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PartedBatches _parts = new();
    private readonly EventFollower _follower = new();
    private readonly SealChecker? _seals = Checker(options);
    private MqttProtocolVersion _version = MqttProtocolVersion.V500;
    private int _shown;

    // What helps against the trouble that the last connection had; empty where nothing more is known.
    private string _hint = "";

    public async Task<int> Run(CancellationToken stop)
    {
        bool wasConnected = false;
        try
        {
            while (true)
            {
                _hint = "";
                string trouble = await Watch(() => wasConnected = true, stop).ConfigureAwait(false);
                if (trouble.Length == 0) return Exit;
                await error.WriteLineAsync(
                    $"edgeguard: {(wasConnected ? "" : "error: ")}broker {options.Broker}: {trouble}").ConfigureAwait(false);
                if (_hint.Length > 0) await error.WriteLineAsync($"edgeguard: hint: {_hint}").ConfigureAwait(false);
                if (!wasConnected) return Failed;
                await Task.Delay(Pause, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Exit;
        }
    }

    private int Exit => _seals is { HasFailed: true } ? SealFailed : Ended;

    // One connection. Returns why it ended; empty when everything asked for was shown.
    private async Task<string> Watch(Action connected, CancellationToken stop)
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        Channel<MqttApplicationMessage> messages = Channel.CreateUnbounded<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += received => messages.Writer.WriteAsync(received.ApplicationMessage, stop).AsTask();
        client.DisconnectedAsync += _ =>
        {
            messages.Writer.TryComplete();
            return Task.CompletedTask;
        };
        try
        {
            await Connect(client, stop).ConfigureAwait(false);
            connected();
            await foreach (MqttApplicationMessage message in messages.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                if (!await Take(message).ConfigureAwait(false)) continue;
                await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None).ConfigureAwait(false);
                return "";
            }

            return "the connection was lost, trying again";
        }
        catch (Exception e) when (
            e is MqttCommunicationException or MqttClientDisconnectedException or IOException or CryptographicException
            or UnauthorizedAccessException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            if (_version == MqttProtocolVersion.V500 && BrokerWords.IsOtherVersion(e))
            {
                _version = MqttProtocolVersion.V311;
                return await Watch(connected, stop).ConfigureAwait(false);
            }

            return e is OperationCanceledException ? "no answer" : (e.InnerException ?? e).Message;
        }
    }

    private async Task Connect(IMqttClient client, CancellationToken stop)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(_version)
            .WithTcpServer(options.Address!.Host, options.Address.Port)
            .WithCleanStart();
        if (options.Login.Length > 0) builder.WithCredentials(options.Login, Password());
        if (options.UsesTls)
        {
            builder.WithStreamProvider(BrokerTls.Load(options.Address.Host, options.CaFile, options.CertificateFile, options.KeyFile));
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ConnectTime);
        MqttClientConnectResult result = await client.ConnectAsync(builder.Build(), limit.Token).ConfigureAwait(false);
        if (_version == MqttProtocolVersion.V500 && BrokerWords.IsOtherVersion(result.ResultCode))
        {
            throw new MqttConnectingFailedException("another version", null);
        }
        if (result.ResultCode != MqttClientConnectResultCode.Success) throw Refused("the connection: " + result.ResultCode);
        MqttClientSubscribeOptions topics = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(options.Topic("events"), MqttQualityOfServiceLevel.AtLeastOnce)
            .WithTopicFilter(options.Topic("state"), MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        foreach (MqttClientSubscribeResultItem item in (await client.SubscribeAsync(topics, limit.Token).ConfigureAwait(false)).Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) throw Refused($"{item.TopicFilter.Topic}: {item.ResultCode}");
        }

        await error.WriteLineAsync($"edgeguard: watching {options.Topic("events")} at {options.Broker}").ConfigureAwait(false);
    }

    // Null for a user without one: there are brokers whose user is a token.
    private byte[]? Password()
    {
        if (options.PasswordFile.Length == 0) return null;
        var problems = new List<FileProblem>();
        return options.Password(problems) ?? throw new IOException(FileProblem.Text(problems));
    }

    private IOException Refused(string what)
    {
        bool isLogin = what.EndsWith("NotAuthorized", StringComparison.Ordinal)
            || what.EndsWith("BadUserNameOrPassword", StringComparison.Ordinal);
        if (isLogin) _hint = LoginHint();
        return new IOException("it refuses " + what);
    }

    private string LoginHint()
    {
        if (options.Login.Length == 0 && options.CertificateFile.Length == 0)
        {
            return "it wants to know who asks: --user NAME --password-file FILE, or --certificate FILE --key FILE";
        }
        string who = options.Login.Length > 0 ? $"'{options.Login}' and this password" : $"the certificate {options.CertificateFile}";
        return $"does it know {who}, and may they read {options.Topic("events")}?";
    }

    // True once everything asked for was shown.
    private async Task<bool> Take(MqttApplicationMessage message)
    {
        if (message.Topic.EndsWith("/state", StringComparison.Ordinal))
        {
            await error.WriteLineAsync("edgeguard: " + Presence(message)).ConfigureAwait(false);
            return false;
        }

        byte[]? payload = _parts.Take(message.Topic, message.Payload.ToArray());
        if (payload == null) return false;
        SealState? seal = Check(message.Topic, payload);
        // What is not the module's must not pass for what was seen already, either.
        if (seal == SealState.Broken) return false;
        IReadOnlyList<FollowedEvent> events = _follower.Take(message.Topic, payload, out string problem);
        if (problem.Length > 0) await error.WriteLineAsync("edgeguard: " + problem).ConfigureAwait(false);
        foreach (FollowedEvent followed in events)
        {
            output.Show(followed with { Seal = seal });
            if (++_shown == options.Count) return true;
        }

        return false;
    }

    // Null where nobody asked, or where there is no batch to check.
    private SealState? Check(string topic, byte[] payload)
    {
        EventBatch? batch = _seals == null ? null : EventBatch.Decode(payload, 0, payload.Length, out _);
        if (batch == null || ModuleTopic.Parse(topic) is not { } from) return null;
        SealState state = _seals!.Check(batch, payload);
        if (state is SealState.Broken or SealState.Gap) output.ShowSeal(from.Site, from.Module, batch, state);
        return state;
    }

    private static SealChecker? Checker(WatchOptions options)
    {
        if (options.SealKeyFiles.Length == 0) return null;
        return new SealChecker(new SystemHmac(), [.. options.SealKeyFiles.Select(file => SealKey.Read(file, out _)!)]);
    }

    private static string Presence(MqttApplicationMessage message)
    {
        if (ModuleTopic.Parse(message.Topic) is not { } from) return PeerText.Clean(message.Topic) + ": no module's";
        try
        {
            using JsonDocument state = JsonDocument.Parse(message.Payload);
            bool online = state.RootElement.GetProperty("online").GetBoolean();
            return $"{from.Site}/{from.Module} is "
                + $"{(online ? "online" : "offline")}, connection {state.RootElement.GetProperty("connection").GetInt32()}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return $"{from.Site}/{from.Module}: a state that cannot be read";
        }
    }
}
