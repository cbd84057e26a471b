using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Central;

/// <summary>What clients ask through a simulated module. Table, reports and their seals are the product's. One thread asks, one
/// reports.</summary>
internal sealed class SimulatedTraffic
{
    private const int ReportBytes = 8192;
    private const long AnswerMs = 6;

    private readonly IClock _clock;
    private readonly TrafficTable _table;
    private readonly Request _request = new();
    private readonly Dictionary<Peer, TrafficSource> _sources = [];

    /// <param name="identity">Whose it is.</param>
    /// <param name="boot">Number of its start.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="intervalMs">How often it reports.</param>
    /// <param name="rows">Rows of its table.</param>
    internal SimulatedTraffic(
        SimulatedIdentity identity, int boot, IClock clock, long intervalMs, int rows = TrafficTable.DeviceRows)
    {
        _clock = clock;
        _table = new TrafficTable(rows, clock.Now) { RecordsValues = true };
        Reports = new TrafficReports(_table, clock, ReportBytes) { IntervalMs = intervalMs };
        Reports.Name(identity.Key.Stream, boot, identity.IsSealed ? new BatchSeal(new SystemHmac(), identity.Key.Key) : null);
    }

    /// <summary>What it reports.</summary>
    internal TrafficReports Reports { get; }

    /// <summary>The time by which it reports.</summary>
    internal long Now => _clock.Now;

    /// <summary>Somebody asks.</summary>
    /// <param name="client">Who.</param>
    /// <param name="request">What, as people write it.</param>
    /// <param name="fate">What became of it.</param>
    /// <param name="exceptionCode">The unit's exception; 0 for none.</param>
    /// <param name="isObserved">Whether it was not allowed, and sent all the same.</param>
    internal void Ask(
        Peer client, string request, RequestFate fate = RequestFate.Answered, int exceptionCode = 0, bool isObserved = false)
    {
        var reader = new RequestReader();
        byte[] pdu = reader.Read(request) ?? throw new ArgumentException(reader.Problem, nameof(request));
        if (!_sources.TryGetValue(client, out TrafficSource? source)) _sources[client] = source = new TrafficSource(_table, client);
        _request.Decode(reader.Unit, pdu, 0, pdu.Length);
        source.Note(_request, fate, isObserved, exceptionCode, _clock.Now - AnswerMs, _clock.Now);
    }

    /// <summary>Forgets all, as a person at the module's console may have it do.</summary>
    internal void Reset() => _table.Reset(_clock.Now);
}
