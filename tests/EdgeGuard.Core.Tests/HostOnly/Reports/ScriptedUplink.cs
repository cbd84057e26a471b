using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;

namespace EdgeGuard.Core.Tests;

/// <summary>An uplink that does as told and remembers every message.</summary>
internal sealed class ScriptedUplink : IUplink
{
    private readonly object _lock = new();
    private readonly List<Message> _messages = [];
    private int _number;
    private bool _connected;
    private bool _isClosed;

    public sealed record Message(string Topic, byte[] Payload, bool Retain, bool Acknowledged)
    {
        public string Text => Encoding.UTF8.GetString(Payload);
    }

    /// <summary>Whether messages on topics that end like this are acknowledged.</summary>
    public Func<string, bool> Acknowledges { get; set; } = _ => true;

    /// <summary>Most bytes that it has said it takes.</summary>
    public int Said { get; set; } = int.MaxValue;

    /// <summary>Most bytes that it takes without having said so.</summary>
    public int Unsaid { get; set; } = int.MaxValue;

    /// <summary>What it does with a larger one: TooLarge to refuse it, Failed to end the connection without a word.</summary>
    public Publication Larger { get; set; } = Publication.TooLarge;

    /// <summary>Whether anybody subscribes to topics that end like this.</summary>
    public Func<string, bool> Hears { get; set; } = _ => true;

    /// <summary>A broker that takes a message and says nothing until the connection is closed.</summary>
    public bool Hangs { get; set; }

    public bool IsClosed
    {
        get { lock (_lock) return _isClosed; }
    }

    public bool IsConnected
    {
        get { lock (_lock) return _connected; }
    }

    public int ConnectionNumber
    {
        get { lock (_lock) return _number; }
    }

    public Message[] Sent(string level)
    {
        lock (_lock) return [.. _messages.Where(m => m.Topic == "edgeguard/v1/site/module/" + level)];
    }

    public void Connect()
    {
        lock (_lock)
        {
            _number++;
            _connected = true;
        }
    }

    public void Disconnect()
    {
        lock (_lock) _connected = false;
    }

    public int MostBytes(string topic) => Said;

    public Publication Publish(string topic, byte[] payload, int offset, int count, bool retain, long deadline)
    {
        lock (_lock)
        {
            while (Hangs && !_isClosed) Monitor.Wait(_lock);
            if (!_connected) return Publication.Failed;
            if (count > Math.Min(Said, Unsaid))
            {
                if (Larger == Publication.Failed) _connected = false;
                return Larger;
            }
            bool acknowledged = Acknowledges(topic);
            _messages.Add(new Message(topic, payload[offset..(offset + count)], retain, acknowledged));
            return !acknowledged ? Publication.Failed : Hears(topic) ? Publication.Acknowledged : Publication.Unheard;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _connected = false;
            Monitor.PulseAll(_lock);
        }
    }
}
