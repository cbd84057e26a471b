using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeGuard.Central;

/// <summary>The console as a client of somebody else's broker (MQTT 5, QoS 1). What is on the disk is acknowledged and nothing else; what
/// was not, the broker sends again: it keeps the session for a week. A connection that breaks is made again, after longer and longer
/// pauses.</summary>
/// <remarks>Which module may write what is the broker's matter: nothing that comes by it is bound to a certificate here.</remarks>
internal sealed class BrokerClient : IAsyncDisposable
{
    // So many may be on their way to the disk; more wait at the broker.
    private const ushort MostUnacknowledged = 256;

    private static readonly TimeSpan SessionLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ExternalBroker _where;
    private readonly BrokerTls _tls;
    private readonly Func<string, byte[], Task<Receipt>> _take;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;
    private volatile string _trouble = "not connected yet";

    private BrokerClient(ExternalBroker where, BrokerTls tls, Func<string, byte[], Task<Receipt>> take, TimeProvider time)
    {
        _where = where;
        _tls = tls;
        _take = take;
        _time = time;
        _run = Task.Run(Run);
    }

    /// <summary>Why nothing comes; empty while it is connected.</summary>
    internal string Trouble => _trouble;

    /// <summary>Begins to connect.</summary>
    /// <param name="where">The broker.</param>
    /// <param name="take">Who takes what comes.</param>
    /// <param name="time">The clock by which it waits.</param>
    /// <exception cref="CentralException">A file of it cannot be used.</exception>
    internal static BrokerClient Start(ExternalBroker where, Func<string, byte[], Task<Receipt>> take, TimeProvider time)
    {
        try
        {
            return new BrokerClient(where, BrokerTls.Load(where.Host, where.CaFile, where.CertificateFile, where.KeyFile), take, time);
        }
        catch (CryptographicException e)
        {
            throw new CentralException($"the broker {where.Host}: {e.Message}", "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task Run()
    {
        var pause = new ReconnectPause();
        while (!_end.IsCancellationRequested)
        {
            TimeSpan next = pause.After(await Connected().ConfigureAwait(false));
            // Up to half of it by chance: consoles and modules do not all come back at once.
            TimeSpan waits = next * (1 + RandomNumberGenerator.GetInt32(500) / 1000.0);
            await Task.Delay(waits, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // As long as a connection lasts; for how long that was, and nothing where there was none.
    private async Task<TimeSpan> Connected()
    {
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var acknowledging = new OrderedReceipts(_take, () => ended.TrySetResult("what came could not be stored"));
        client.DisconnectedAsync += gone =>
        {
            ended.TrySetResult(gone.Exception?.Message ?? $"it ended the connection ({gone.Reason})");
            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += acknowledging.Take;
        try
        {
            await client.ConnectAsync(Options(), _end.Token).WaitAsync(Patience, _end.Token).ConfigureAwait(false);
            await client.SubscribeAsync(ReportTopics.Root + "/#", MqttQualityOfServiceLevel.AtLeastOnce, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientDisconnectedException or IOException or SocketException
            or AuthenticationException or OperationCanceledException or TimeoutException or MqttProtocolViolationException)
        {
            _trouble = Words(e);
            return TimeSpan.Zero;
        }
        long began = _time.GetTimestamp();
        _trouble = "";
        using (_end.Token.Register(() => ended.TrySetResult("the console ends")))
        {
            _trouble = PeerText.Clean(await ended.Task.ConfigureAwait(false));
        }
        TimeSpan lasted = _time.GetElapsedTime(began);
        await acknowledging.End().ConfigureAwait(false);
        return lasted;
    }

    private MqttClientOptions Options() => new MqttClientOptionsBuilder()
        .WithProtocolVersion(MqttProtocolVersion.V500)
        .WithEndPoint(new DnsEndPoint(_where.Host, _where.Port))
        .WithStreamProvider(_tls)
        .WithClientId(_where.ClientId)
        .WithCleanStart(false)
        .WithSessionExpiryInterval((uint)SessionLasts.TotalSeconds)
        .WithReceiveMaximum(MostUnacknowledged)
        .WithKeepAlivePeriod(KeepAlive)
        .WithTimeout(Patience)
        .Build();

    private static string Words(Exception e) => PeerText.Clean(e is OperationCanceledException or TimeoutException
        ? $"no answer within {Patience.TotalSeconds:0} s"
        : e.InnerException is AuthenticationException inner ? inner.Message : e.Message);
}
