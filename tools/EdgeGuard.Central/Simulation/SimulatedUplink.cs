using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Traffic;
using MQTTnet;

namespace EdgeGuard.Central;

/// <summary>A simulated module's connection to the broker: over TLS with the module's certificate, one batch in flight, sent again byte for
/// byte until it is acknowledged, and a Will that tells when it breaks.</summary>
internal sealed class SimulatedUplink(SimulatedModule module, string host, int port)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MetricsEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private int _connection;
    private int _toldChanges = -1;
    private long _metricsAt;

    /// <summary>Reports until told to stop, and says goodbye.</summary>
    internal async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!module.IsCut) await Connect(stop).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // Whatever it was, a module tries again.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Connect(CancellationToken stop)
    {
        _connection++;
        _toldChanges = -1;
        _metricsAt = 0;
        module.PolicyText.Connected();
        if (module.HasTraffic) module.Traffic.Reports.Connected();
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        // Not given up halfway, which this client does not always survive: it takes no longer than its patience.
        MqttClientOptions options = SimulatedMqtt.Options(module, host, port, _connection, KeepAlive, Patience);
        await client.ConnectAsync(options, CancellationToken.None).ConfigureAwait(false);
        await Publish(client, module.Topics.Inventory, Report.Inventory(module.Status.Inventory)).ConfigureAwait(false);
        while (!stop.IsCancellationRequested && !module.IsCut)
        {
            await Tell(client).ConfigureAwait(false);
            await Task.Delay(Pulse, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // Cut: the connection ends without a goodbye, and the broker has the Will.
        if (module.IsCut) return;
        await Publish(client, module.Topics.State, Report.Offline(module.Status, _connection, stopped: true)).ConfigureAwait(false);
        await client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task Tell(IMqttClient client)
    {
        int changes = module.Status.Changes;
        if (changes != _toldChanges)
        {
            await Publish(client, module.Topics.State, Report.Online(module.Status, _connection)).ConfigureAwait(false);
            _toldChanges = changes;
        }
        while (module.NextBatch() is { } batch)
        {
            await Publish(client, module.Topics.Events, batch).ConfigureAwait(false);
            module.Sent();
        }
        for (int length; (length = module.PolicyText.Next(int.MaxValue)) > 0; module.PolicyText.Sent())
        {
            await Publish(client, module.PolicyText.Topic, module.PolicyText.Buffer[..length]).ConfigureAwait(false);
        }
        await TellTraffic(client).ConfigureAwait(false);
        if (_metricsAt != 0 && TimeProvider.System.GetElapsedTime(_metricsAt) < MetricsEvery) return;
        _metricsAt = TimeProvider.System.GetTimestamp();
        await Publish(client, module.Topics.Metrics, module.Metrics()).ConfigureAwait(false);
    }

    private async Task TellTraffic(IMqttClient client)
    {
        if (!module.HasTraffic) return;
        TrafficReports reports = module.Traffic.Reports;
        for (int length; (length = reports.Next(module.Traffic.Now)) > 0; reports.Sent())
        {
            await Publish(client, module.Topics.Traffic, reports.Buffer[..length]).ConfigureAwait(false);
        }
    }

    private static async Task Publish(IMqttClient client, string topic, byte[] payload)
    {
        MqttClientPublishResult result = await client.PublishAsync(SimulatedMqtt.Message(topic, payload)).ConfigureAwait(false);
        if (!result.IsSuccess) throw new InvalidOperationException($"{topic}: {result.ReasonCode}");
    }
}
