using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Settings;

namespace EdgeGuard.Central;

/// <summary>A module of the simulated fleet. What it tells is made by the product's own code: state, inventory, counters, batches and their
/// seals; what it lives through is invented. Any thread.</summary>
internal sealed class SimulatedModule
{
    private const int BatchBytes = 8192;
    private const int Boot = 1;
    private const long TrafficEveryMs = 5_000;

    // A module that cannot report keeps so many, as the product has a spool.
    private const int MostWaiting = 4096;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Counters _counters = new();
    private readonly EventBatchWriter _writer;
    private readonly Lazy<SimulatedTraffic> _traffic;
    private readonly Queue<(EventRecord Record, Peer? Peer)> _waiting = new();
    private byte[] _batch = [];
    private long _sequence;

    internal SimulatedModule(SimulatedIdentity identity, string policyHash, TimeProvider time)
    {
        Identity = identity;
        _time = time;
        _startedAt = time.GetTimestamp();
        Topics = new ReportTopics(identity.Site, identity.Name);
        Plc = new SimulatedPlc($"PLC at 192.168.50.10:502 behind {identity.Name}");
        Status = new ModuleStatus(identity.Key.Stream, Boot, InventoryOf(identity)) { Plcs = Plc };
        BatchSeal? seal = identity.IsSealed ? new BatchSeal(new SystemHmac(), identity.Key.Key) : null;
        _writer = new EventBatchWriter(BatchBytes, identity.Key.Stream, Boot, seal);
        PolicyText = new PolicyTextReports(
            Topics.PolicyText, identity.Key.Stream, Boot, identity.IsSealed ? new BatchSeal(new SystemHmac(), identity.Key.Key) : null);
        // Thousands that only are there need no tables.
        _traffic = new Lazy<SimulatedTraffic>(() => new SimulatedTraffic(identity, Boot, new SystemClock(), TrafficEveryMs));
        SetPolicy(policyHash, GuardMode.Enforce);
        Raise(new EventRecord { Code = EventCode.ModuleStarted });
    }

    internal SimulatedIdentity Identity { get; }

    internal ReportTopics Topics { get; }

    internal ModuleStatus Status { get; }

    internal SimulatedPlc Plc { get; }

    /// <summary>Most events of one batch.</summary>
    internal int MostOfBatch { get; set; } = 32;

    /// <summary>The text of its policy, as it tells it. Of its uplink's task.</summary>
    internal PolicyTextReports PolicyText { get; }

    /// <summary>What its clients ask.</summary>
    internal SimulatedTraffic Traffic => _traffic.Value;

    /// <summary>Whether anybody ever asked anything.</summary>
    internal bool HasTraffic => _traffic.IsValueCreated;

    /// <summary>Whether its network is cut.</summary>
    internal bool IsCut { get; set; }

    internal long Utc => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many events wait to be sent.</summary>
    internal int Waiting
    {
        get { lock (_lock) return _waiting.Count + (_batch.Length > 0 ? 1 : 0); }
    }

    /// <summary>The number of its last event.</summary>
    internal long LastSequence
    {
        get { lock (_lock) return _sequence; }
    }

    internal byte[] Metrics() => Report.Metrics(Status, _counters, (long)_time.GetElapsedTime(_startedAt).TotalMilliseconds, Utc);

    internal void SetPolicy(string hash, GuardMode mode, int generation = 1)
    {
        Status.SetConfiguration(new ConfigurationStatus(GuardModeText.Of(mode), "pump-station", 7, hash, generation));
        PolicyText.Use(FleetStory.TextOf(hash), Convert.FromHexString(hash), generation);
    }

    /// <summary>Counts what clients ask.</summary>
    internal void Count(Counter counter, int times = 1)
    {
        _counters.Add(counter, times);
    }

    /// <summary>Tells an event; numbers and times are filled in here.</summary>
    internal void Raise(EventRecord record, Peer? peer = null)
    {
        lock (_lock)
        {
            record.Sequence = ++_sequence;
            record.Utc = Utc;
            record.Uptime = (long)_time.GetElapsedTime(_startedAt).TotalMilliseconds;
            record.Trust = ClockTrust.Trusted;
            record.Generation = Status.Configuration.Generation;
            if (_waiting.Count < MostWaiting) _waiting.Enqueue((record, peer));
        }
    }

    /// <summary>Refuses what an event says, as often as it says; in mode observe it only tells.</summary>
    internal void Refuse(EventRecord refused, Peer peer)
    {
        bool isObserved = Status.Configuration.Mode == GuardModeText.Of(GuardMode.Observe);
        if (RefusedRequest.Text(refused) is { } request)
        {
            RequestFate fate = isObserved ? RequestFate.Answered : RequestFate.Refused;
            for (int i = 0; i < refused.Repeats; i++) Traffic.Ask(peer, request, fate, isObserved: isObserved);
        }
        Raise(refused, peer);
    }

    /// <summary>Numbers events that nobody will ever see: what a gap is made of.</summary>
    internal void Lose(int count)
    {
        lock (_lock) _sequence += count;
    }

    /// <summary>The batch to send next, the same bytes until <see cref="Sent"/>; null for none.</summary>
    internal byte[]? NextBatch()
    {
        lock (_lock)
        {
            if (_batch.Length == 0) _batch = MakeBatch();
            return _batch.Length > 0 ? _batch : null;
        }
    }

    /// <summary>The batch was acknowledged.</summary>
    internal void Sent()
    {
        lock (_lock)
        {
            _batch = [];
            _writer.Clear();
        }
    }

    private byte[] MakeBatch()
    {
        var bytes = new byte[EventRecord.Size];
        while (_writer.Count < MostOfBatch && _waiting.TryPeek(out (EventRecord Record, Peer? Peer) next))
        {
            next.Record.Encode(bytes, 0);
            if (!_writer.TryAdd(bytes, 0, next.Peer)) break;
            _waiting.Dequeue();
        }
        return _writer.Count > 0 ? [.. _writer.Buffer.Take(_writer.Finish())] : [];
    }

    private static Inventory InventoryOf(SimulatedIdentity identity)
    {
        var listeners = new List<ListenerStatus> { new(PeerTransport.Tls, "10.7.0.2:802") { IsOpen = true } };
        if (identity.IsUnsafe) listeners.Add(new ListenerStatus(PeerTransport.Plain, "10.7.0.2:502") { IsOpen = true });
        return new Inventory("simulated", "simulated", "192.168.50.10:502", [.. listeners]);
    }
}
