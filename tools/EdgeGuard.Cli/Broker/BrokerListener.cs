using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using EdgeGuard.Host;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Cli;

/// <summary>Listens at a broker until told to stop. A broker that is not
/// there at first is an error; one that goes away is waited for.</summary>
/// <param name="options">The broker.</param>
/// <param name="levels">The levels of modules' topics that are asked for, the one that matters first.</param>
/// <param name="take">Takes a message, one at a time; true: that was all.</param>
/// <param name="error">Where trouble is told.</param>
internal sealed class BrokerListener(
    BrokerOptions options, string[] levels, Func<MqttApplicationMessage, Task<bool>> take, TextWriter error)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private MqttProtocolVersion _version = MqttProtocolVersion.V500;

    // What helps against the trouble that the last connection had; empty where nothing more is known.
    private string _hint = "";

    /// <summary>Called whenever no message waits to be taken.</summary>
    public Action? Idle { get; init; }

    /// <summary>Whether it ever was at the broker.</summary>
    public bool WasConnected { get; private set; }

    /// <summary>Listens. False: the broker could not be reached, and that was told.</summary>
    public async Task<bool> Run(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _hint = "";
                string trouble = await Listen(stop).ConfigureAwait(false);
                if (trouble.Length == 0) return true;
                await error.WriteLineAsync(
                    $"edgeguard: {(WasConnected ? "" : "error: ")}broker {options.Broker}: {trouble}").ConfigureAwait(false);
                if (_hint.Length > 0) await error.WriteLineAsync($"edgeguard: hint: {_hint}").ConfigureAwait(false);
                if (!WasConnected) return false;
                await Task.Delay(Pause, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
    }

    // One connection. Returns why it ended; empty when everything asked for was taken.
    private async Task<string> Listen(CancellationToken stop)
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
            WasConnected = true;
            if (!await TakeAll(messages.Reader, stop).ConfigureAwait(false)) return "the connection was lost, trying again";
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None).ConfigureAwait(false);
            return "";
        }
        catch (Exception e) when (
            e is MqttCommunicationException or MqttClientDisconnectedException or IOException or CryptographicException
            or UnauthorizedAccessException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            if (_version == MqttProtocolVersion.V500 && BrokerWords.IsOtherVersion(e))
            {
                _version = MqttProtocolVersion.V311;
                return await Listen(stop).ConfigureAwait(false);
            }

            return e is OperationCanceledException ? "no answer" : (e.InnerException ?? e).Message;
        }
    }

    // True once that was all; false when the connection ended before.
    private async Task<bool> TakeAll(ChannelReader<MqttApplicationMessage> messages, CancellationToken stop)
    {
        while (await messages.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            while (messages.TryRead(out MqttApplicationMessage? message))
            {
                if (await take(message).ConfigureAwait(false)) return true;
            }
            Idle?.Invoke();
        }

        return false;
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
        var topics = new MqttClientSubscribeOptionsBuilder();
        foreach (string level in levels) topics.WithTopicFilter(options.Topic(level), MqttQualityOfServiceLevel.AtLeastOnce);
        MqttClientSubscribeResult subscribed = await client.SubscribeAsync(topics.Build(), limit.Token).ConfigureAwait(false);
        foreach (MqttClientSubscribeResultItem item in subscribed.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) throw Refused($"{item.TopicFilter.Topic}: {item.ResultCode}");
        }

        await error.WriteLineAsync($"edgeguard: watching {options.Topic(levels[0])} at {options.Broker}").ConfigureAwait(false);
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
        return $"does it know {who}, and may they read {options.Topic(levels[0])}?";
    }
}
