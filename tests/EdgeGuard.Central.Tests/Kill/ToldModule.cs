using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeGuard.Central.Tests;

/// <summary>A module under load that remembers what was acknowledged: one batch in flight, sent again byte for byte until it is, as the
/// product does it. Some numbers it never sends: those are the gaps that have to be seen.</summary>
internal sealed class ToldModule(string name, int port, int seed)
{
    private readonly TestModule _module = new(name);
    private readonly Random _random = new(seed);
    private long _next = 1;
    private byte[] _inFlight = [];
    private long[] _inFlightNumbers = [];

    /// <summary>The numbers that were acknowledged.</summary>
    internal HashSet<long> Acknowledged { get; } = [];

    /// <summary>The numbers that were never sent.</summary>
    internal HashSet<long> LeftOut { get; } = [];

    internal string Name => name;

    /// <summary>Sends until told to stop, and once more until all is acknowledged.</summary>
    internal async Task Run(Func<bool> goesOn)
    {
        while (goesOn() || _inFlight.Length > 0)
        {
            try
            {
                using IMqttClient client = new MqttClientFactory().CreateMqttClient();
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port);
                await client.ConnectAsync(options.WithTimeout(TimeSpan.FromSeconds(20)).Build(), limit.Token);
                while (goesOn() || _inFlight.Length > 0) await SendOne(client);
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientDisconnectedException or IOException
                or OperationCanceledException)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task SendOne(IMqttClient client)
    {
        if (_inFlight.Length == 0) MakeOne();
        MqttClientPublishResult result = await client.PublishAsync(
            new MqttApplicationMessageBuilder().WithTopic(_module.EventsTopic).WithPayload(_inFlight)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
        if (!result.IsSuccess) return;
        Acknowledged.UnionWith(_inFlightNumbers);
        _inFlight = [];
    }

    private void MakeOne()
    {
        if (_next > 1 && _random.Next(20) == 0) LeftOut.Add(_next++);
        int count = _random.Next(1, 33);
        _inFlightNumbers = [.. Enumerable.Range(0, count).Select(i => _next + i)];
        _next += count;
        _inFlight = _module.Next(_inFlightNumbers);
    }
}
