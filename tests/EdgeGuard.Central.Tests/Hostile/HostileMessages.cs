using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Central.Tests;

/// <summary>What somebody sends who holds a module's certificate and means harm: batches and JSON with bytes changed, cut and lengthened,
/// names with markup and control characters, topics that no module has, and those of others. One thread at a time.</summary>
internal sealed class HostileMessages(string site, string module, int seed)
{
    /// <summary>Markup that must never be a page's own.</summary>
    internal const string Markup = "<b id=evil>";

    private const string Name = Markup + "\u001b[2J\u202e=cmd|' /C calc'!A0\u0007";

    private static readonly string[] Levels =
        ["events", "state", "inventory", "metrics", "traffic", "policy-text/0", "events/1", Name, "state/" + Name, "\u0001", "x"];

    private readonly Random _random = new(seed);
    private readonly ModuleStatus _status = NewStatus();
    private readonly TestModule _module = new(module, site: site);
    private readonly ToldTraffic _traffic = new(module, site);
    private long _sequence;

    /// <summary>How many of the topics were another module's.</summary>
    internal int Foreign { get; private set; }

    /// <summary>The next one.</summary>
    internal (string Topic, byte[] Payload) Next()
    {
        byte[] payload = Payload(out string level);
        if (_random.Next(4) == 0) level = Levels[_random.Next(Levels.Length)];
        if (_random.Next(10) > 0) return ($"edgeguard/v1/{site}/{module}/{level}", payload);
        Foreign++;
        string[] others = [$"{site}/{module}9", $"other/{module}", Name, $"{site}/{module}"];
        int other = _random.Next(others.Length);
        // The last is its own name under another root.
        return (other == others.Length - 1 ? $"edgeguard/v2/{others[other]}/{level}" : $"edgeguard/v1/{others[other]}/{level}", payload);
    }

    private byte[] Payload(out string level)
    {
        int kind = _random.Next(5);
        level = Levels[kind];
        byte[] whole = kind switch
        {
            0 => Batch(),
            1 => Report.Online(_status, _random.Next(9)),
            2 => Report.Inventory(_status.Inventory),
            4 => Traffic(),
            _ => Encoding.UTF8.GetBytes(
                $$"""{"boot":1,"uptimeMs":{{_random.Next()}},"utc":0,"counters":{"requests":7, {{Quoted}}:2} }"""),
        };
        return _random.Next(3) == 0 ? whole : Mutated(whole);
    }

    private byte[] Batch()
    {
        long first = _sequence + 1 + (_random.Next(8) == 0 ? _random.Next(100) : 0);
        int count = _random.Next(1, 5);
        _sequence = first + count - 1;
        IEnumerable<EventRecord> records = Enumerable.Range(0, count).Select(i => TestModule.Refused(first + i, _random.Next(50)));
        return _module.Next(records, new Peer(PeerTransport.Tls, Name, "CN=" + Name, Name, new string('a', 64), long.MaxValue));
    }

    private byte[] Traffic()
    {
        var peer = new Peer(PeerTransport.Tls, Name, "CN=" + Name, Name, Name, long.MaxValue);
        return _traffic.Ask(peer, $"03 unit 1 address {_random.Next(50)} quantity {_random.Next(1, 9)}").Reports()[0];
    }

    private byte[] Mutated(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (int i = _random.Next(1, 6); i > 0; i--) changed[_random.Next(changed.Count)] = (byte)_random.Next(256);
        int from = _random.Next(1, changed.Count);
        if (_random.Next(4) == 0) changed.RemoveRange(from, _random.Next(changed.Count - from + 1));
        if (_random.Next(4) == 0) changed.AddRange(Encoding.UTF8.GetBytes(Name));
        return [.. changed];
    }

    private static string Quoted => System.Text.Json.JsonSerializer.Serialize(Name);

    private static ModuleStatus NewStatus()
    {
        var inventory = new Inventory(Name, Name, Name, [new ListenerStatus(PeerTransport.Plain, Name)]);
        var status = new ModuleStatus(new byte[16], 1, inventory);
        status.SetConfiguration(new ConfigurationStatus("enforce", Name, 7, new string('0', 64), 1));
        return status;
    }
}
