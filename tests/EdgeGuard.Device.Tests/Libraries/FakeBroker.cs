using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeGuard.Testing;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace EdgeGuard.Device.Tests.Libraries;

/// <summary>A broker in memory under a fake clock, and the accounts of the
/// library before it: threads, sockets, look-ups. Any thread.</summary>
internal sealed class FakeBroker
{
    private readonly object _gate = new();
    private readonly List<Message> _received = [];
    private readonly List<FakeBrokerLine> _lines = [];
    private readonly Dictionary<string, string> _retained = [];

    internal FakeBroker(FakeClock clock)
    {
        Clock = clock;
    }

    internal sealed record Message(string Topic, byte[] Payload, bool Retain, int Line, long At)
    {
        internal string Text => Encoding.UTF8.GetString(Payload);
    }

    internal FakeClock Clock { get; }

    internal MqttSettings Settings { get; } = new();

    /// <summary>What the library was used for that is known to go wrong.</summary>
    internal List<string> Complaints { get; } = [];

    /// <summary>Names that were looked up.</summary>
    internal int LookUps { get; set; }

    internal int Threads { get; set; }

    internal int Sockets { get; set; }

    /// <summary>Whether a TCP connection, and the handshake, come about.</summary>
    internal bool IsReachable { get; set; } = true;

    /// <summary>Whether it answers CONNECT at all.</summary>
    internal bool IsMute { get; set; }

    /// <summary>Milliseconds after CONNACK at which it drops the connection; 0: it does not.</summary>
    internal long DropsAfterMs { get; set; }

    internal MqttReasonCode Answer { get; set; } = MqttReasonCode.Success;

    /// <summary>Whether a message that arrives is acknowledged.</summary>
    internal Func<Message, bool> Acknowledges { get; set; } = _ => true;

    /// <summary>Whether a message arrives at all.</summary>
    internal Func<Message, bool> Takes { get; set; } = _ => true;

    internal IReadOnlyList<Message> Received
    {
        get { lock (_gate) return _received.ToArray(); }
    }

    internal IReadOnlyList<FakeBrokerLine> Lines
    {
        get { lock (_gate) return _lines.ToArray(); }
    }

    internal string Retained(string topic)
    {
        lock (_gate) return _retained.GetValueOrDefault(topic, "");
    }

    /// <summary>The network drops every connection.</summary>
    internal void Drop()
    {
        foreach (FakeBrokerLine line in Lines.Where(l => l.IsUp)) line.Lose();
    }

    internal int Add(FakeBrokerLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            return _lines.Count;
        }
    }

    /// <summary>A message arrives. True: it is acknowledged.</summary>
    internal bool Take(Message message)
    {
        if (!Takes(message)) return false;
        lock (_gate)
        {
            _received.Add(message);
            if (message.Retain) _retained[message.Topic] = message.Text;
        }
        return Acknowledges(message);
    }

    internal void Count(int threads, int sockets)
    {
        lock (_gate)
        {
            Threads += threads;
            Sockets += sockets;
        }
    }
}
