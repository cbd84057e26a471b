using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Central;
using EdgeGuard.Core;
using MQTTnet;

namespace EdgeGuard.Cli;

/// <summary>A simulated module's connection to a broker: TLS with its certificate, a Will, and one batch in flight, as the product has
/// them. One task at a time.</summary>
internal sealed class CentralUplink(SimulatedModule module) : IDisposable
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private int _connection;
    private long _told;

    /// <summary>Connects, and says that it is there.</summary>
    /// <exception cref="BenchException">The broker does not let it in.</exception>
    public async Task Connect(int port)
    {
        _connection++;
        try
        {
            await _client.ConnectAsync(
                SimulatedMqtt.Options(module, "127.0.0.1", port, _connection, KeepAlive, Patience), CancellationToken.None);
        }
        catch (Exception e)
        {
            throw new BenchException($"{module.Identity.Site}/{module.Identity.Name} cannot connect: {e.Message}");
        }
        await Publish(module.Topics.Inventory, Report.Inventory(module.Status.Inventory));
        await Publish(module.Topics.State, Report.Online(module.Status, _connection));
    }

    /// <summary>Tells events, batch after batch, until told to stop. The last one is acknowledged when this returns.</summary>
    public async Task Tell(CentralPace pace, int batch, CentralWindow window, CancellationToken stop)
    {
        module.MostOfBatch = batch;
        while (!stop.IsCancellationRequested)
        {
            TimeSpan wait = pace.Next(out long due);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            CentralEvents.Tell(module, batch, _told);
            _told += batch;
            while (module.NextBatch() is { } bytes)
            {
                await Publish(module.Topics.Events, bytes);
                module.Sent();
            }
            window.Add(due, batch);
        }
    }

    /// <summary>Tells its counters every so often until told to stop.</summary>
    public async Task Count(TimeSpan first, TimeSpan every, CancellationToken stop)
    {
        await Task.Delay(first, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stop.IsCancellationRequested)
        {
            await Publish(module.Topics.Metrics, module.Metrics());
            await Task.Delay(every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends it without a word.</summary>
    public void Dispose() => _client.Dispose();

    private async Task Publish(string topic, byte[] payload)
    {
        try
        {
            MqttClientPublishResult result = await _client.PublishAsync(SimulatedMqtt.Message(topic, payload), CancellationToken.None);
            if (!result.IsSuccess) throw new BenchException($"{topic} is not taken: {result.ReasonCode}");
        }
        catch (Exception e) when (e is not BenchException)
        {
            throw new BenchException($"{topic} cannot be published: {e.Message}");
        }
    }
}
