using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Mqtt;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Traffic;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>A module as far as its traffic goes: records requests, and reports them when asked to.</summary>
internal sealed class ReportingModule
{
    private const int IntervalMs = 300_000;

    private readonly Dictionary<string, TrafficSource> _sources = [];
    private readonly Request _request = new();
    private readonly TrafficReports _reports;
    private readonly TrafficTable _table;

    /// <param name="stream">Its stream; null: that of <see cref="SealedBatches.Key"/>, with seals.</param>
    /// <param name="boot">Number of its start.</param>
    /// <param name="rows">Rows of its table.</param>
    /// <param name="bytes">Most bytes of a report.</param>
    internal ReportingModule(byte[]? stream = null, int boot = 7, int rows = 64, int bytes = 8192)
    {
        _table = new TrafficTable(rows, Clock.Now) { RecordsValues = true };
        _reports = new TrafficReports(_table, Clock, bytes) { IntervalMs = IntervalMs };
        _reports.Name(
            stream ?? SealedBatches.Key.Stream, boot, stream == null ? new BatchSeal(new SystemHmac(), SealedBatches.Key.Key) : null);
    }

    internal static Peer Hmi { get; } = Tls("CN=hmi-1", "10.0.0.5", "HMI", "ab12");

    internal static Peer Engineer { get; } = Tls("CN=erin", "10.0.0.9", "Engineer", "cd34");

    internal static Peer Nobody { get; } = new(PeerTransport.Plain, "10.0.0.66", "", null, "", long.MaxValue);

    internal FakeClock Clock { get; } = new();

    internal static byte[] Stream(byte number) => [number, .. new byte[EventBatchFormat.StreamSize - 1]];

    internal static Peer Tls(string subject, string address, string? role, string fingerprint) =>
        new(PeerTransport.Tls, address, subject, role, fingerprint, long.MaxValue);

    /// <summary>Asks as people write it, a second apart; an answer takes 4 ms.</summary>
    internal ReportingModule Ask(
        Peer client, string request, int times = 1, RequestFate fate = RequestFate.Answered, int exception = 0)
    {
        var reader = new RequestReader();
        byte[]? pdu = reader.Read(request);
        Assert.IsNotNull(pdu, reader.Problem);
        for (int i = 0; i < times; i++)
        {
            Clock.Advance(1000);
            Note(client, reader.Unit, pdu, fate, exception);
        }
        return this;
    }

    internal void Note(Peer client, byte unit, byte[] pdu, RequestFate fate = RequestFate.Answered, int exception = 0)
    {
        string key = client.ClientKey + client.Role;
        if (!_sources.TryGetValue(key, out TrafficSource? source)) _sources.Add(key, source = new TrafficSource(_table, client));
        _request.Decode(unit, pdu, 0, pdu.Length);
        source.Note(_request, fate, false, exception, Clock.Now - 4, Clock.Now);
    }

    internal void Reset() => _table.Reset(Clock.Now);

    internal void Connected() => _reports.Connected();

    /// <summary>What it reports next.</summary>
    internal byte[][] Report()
    {
        Clock.Advance(IntervalMs);
        List<byte[]> messages = [];
        for (int length; (length = _reports.Next(Clock.Now)) > 0; _reports.Sent())
        {
            messages.Add(_reports.Buffer.AsSpan(0, length).ToArray());
        }
        return [.. messages];
    }

    /// <summary>The same where it is one message.</summary>
    internal byte[] ReportOnce()
    {
        byte[][] messages = Report();
        Assert.HasCount(1, messages);
        return messages[0];
    }
}
