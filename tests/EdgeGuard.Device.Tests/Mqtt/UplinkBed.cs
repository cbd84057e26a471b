using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Testing;

namespace EdgeGuard.Device.Tests.Mqtt;

/// <summary>The device's uplink before a broker in memory, under a fake clock.</summary>
internal sealed class UplinkBed : IDisposable
{
    internal const string State = "edgeguard/v1/site/module/state";

    private readonly List<string> _told = [];

    internal UplinkBed(Action<MqttUplinkOptions>? change = null)
    {
        Broker = new FakeBroker(Clock);
        FakeHardware.Renew().Broker = Broker;
        Options = new MqttUplinkOptions(IPAddress.Parse("192.0.2.7"), 1883, "module");
        change?.Invoke(Options);
        Uplink = new MqttUplink(Clock, Options, State, number => Encoding.UTF8.GetBytes("will " + number))
        {
            Told = line =>
            {
                lock (_told) _told.Add(line);
            },
            Heartbeats = Heartbeats,
        };
    }

    internal FakeClock Clock { get; } = new();

    internal FakeBroker Broker { get; }

    internal Heartbeats Heartbeats { get; } = new(4);

    internal MqttUplinkOptions Options { get; }

    internal MqttUplink Uplink { get; }

    internal string[] Told
    {
        get { lock (_told) return [.. _told]; }
    }

    /// <summary>Starts it, and lets some time pass.</summary>
    internal UplinkBed Start(long milliseconds = 100)
    {
        Uplink.Start();
        Clock.SettleWith(1);
        Clock.Advance(milliseconds);
        return this;
    }

    /// <summary>Publishes on a thread of its own; the answer comes into the array when there is one.</summary>
    internal bool?[] Publish(string text, int deadlineMs = 10_000)
    {
        var answer = new bool?[1];
        byte[] payload = Encoding.UTF8.GetBytes("<" + text + ">");
        Clock.Run(
            () => answer[0] = Uplink.Publish(
                "t", payload, 1, payload.Length - 2, false, Clock.Now + deadlineMs) == Publication.Acknowledged);
        Clock.Settle();
        return answer;
    }

    internal string[] Arrived()
    {
        return [.. Broker.Received.Where(m => m.Topic == "t").Select(m => m.Text)];
    }

    public void Dispose()
    {
        Uplink.Close();
    }
}
