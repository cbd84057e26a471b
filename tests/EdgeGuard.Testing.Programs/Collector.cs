using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Testing.Programs;

/// <summary>A console that reads batches: every one as it came, and every event once.</summary>
public sealed class Collector
{
    private readonly PartedBatches _parts = new();
    private readonly EventFollower _follower = new();
    private readonly Lock _lock = new();
    private readonly List<EventBatch> _batches = [];
    private readonly List<byte[]> _payloads = [];
    private readonly List<FollowedEvent> _events = [];
    private int _longest;

    /// <summary>Bytes of the longest message.</summary>
    public int Longest
    {
        get { lock (_lock) return _longest; }
    }

    /// <summary>Every batch, also those that came twice.</summary>
    public EventBatch[] Batches
    {
        get { lock (_lock) return [.. _batches]; }
    }

    /// <summary>The bytes of every batch.</summary>
    public byte[][] Payloads
    {
        get { lock (_lock) return [.. _payloads]; }
    }

    /// <summary>Every event once.</summary>
    public FollowedEvent[] Events
    {
        get { lock (_lock) return [.. _events]; }
    }

    public void Take(MqttApplicationMessage message)
    {
        if (!message.Topic.EndsWith("/events", StringComparison.Ordinal)) return;
        lock (_lock)
        {
            _longest = Math.Max(_longest, (int)message.Payload.Length);
            byte[]? payload = _parts.Take(message.Topic, message.Payload.ToArray());
            if (payload == null) return;
            EventBatch? batch = EventBatch.Decode(payload, 0, payload.Length, out _);
            Assert.IsNotNull(batch);
            _batches.Add(batch);
            _payloads.Add(payload);
            _events.AddRange(_follower.Take(message.Topic, payload, out string problem));
            Assert.AreEqual("", problem);
        }
    }

    /// <summary>Subscribes at a broker; the subscription ends with what is returned.</summary>
    public async Task<IMqttClient> Subscribe(MqttClientOptions options)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += received =>
        {
            Take(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(options);
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter("edgeguard/v1/+/+/events", MqttQualityOfServiceLevel.AtLeastOnce).Build());
        return client;
    }

    /// <summary>Insists that these writes came, each once and in order, that
    /// nothing is missing, and that what came twice was the same.</summary>
    public void CheckWrites(int count)
    {
        FollowedEvent[] events = Events;
        Assert.IsTrue(events.All(e => e.Missing == 0), "something is missing");
        Assert.IsTrue(
            events.Where(e => e.Record.Code == EventCode.WriteForwarded).Select(e => e.Record.A).SequenceEqual(Enumerable.Range(0, count)));
        foreach (IGrouping<long, EventRecord> same in Batches.SelectMany(b => b.Records).GroupBy(r => r.Sequence))
        {
            Assert.AreEqual(1, same.Select(r => (r.Code, r.A, r.Uptime)).Distinct().Count(), "one sequence, two events");
        }
    }
}
