using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Traffic;

namespace EdgeGuard.Cli;

/// <summary>The requests of captures in the order of time, and the rows that a module would have recorded of them.</summary>
internal sealed class CapturedTraffic
{
    private const long Millisecond = 1_000_000;

    private readonly List<CapturedRequest> _requests = [];
    private readonly IReadOnlyDictionary<IPAddress, string> _roles;

    /// <param name="roles">The role that a client would have; those without get one that is named after their address.</param>
    public CapturedTraffic(IReadOnlyDictionary<IPAddress, string> roles)
    {
        _roles = roles;
    }

    public CaptureNotes Notes { get; } = new();

    /// <summary>In the order of time, once <see cref="Sort"/> was called.</summary>
    public IReadOnlyList<CapturedRequest> Requests => _requests;

    /// <summary>Servers that were asked, the busiest first.</summary>
    public (IPAddress Address, int Requests)[] Servers =>
        [.. _requests.GroupBy(each => each.Server).Select(each => (each.Key, each.Count())).OrderByDescending(each => each.Item2)];

    /// <summary>Clients that no role was given for.</summary>
    public IEnumerable<IPAddress> ClientsWithoutRole =>
        _requests.Select(each => each.Client).Distinct().Where(client => !_roles.ContainsKey(client));

    public void Add(CapturedRequest request) => _requests.Add(request);

    public void Sort() => _requests.Sort((a, b) => Known(a).CompareTo(Known(b)));

    /// <summary>The same for some of the requests.</summary>
    public CapturedTraffic Where(Func<CapturedRequest, bool> isTaken)
    {
        var some = new CapturedTraffic(_roles);
        some._requests.AddRange(_requests.Where(isTaken));
        return some;
    }

    /// <summary>The role that a client has here.</summary>
    public string RoleOf(IPAddress client) => _roles.TryGetValue(client, out string? role) ? role : $"client-{client}";

    /// <summary>What a module's table would hold of these requests, made as a module makes it.</summary>
    /// <param name="status">How much had no room there.</param>
    public TrafficRow[] Rows(TrafficStatus status)
    {
        // Never more rows than requests; and it tells a quarter as many clients apart as it has rows.
        int most = 4 * Math.Clamp(_requests.Count, 1, TrafficTable.MostRows / 4);
        var table = new TrafficTable(most, 0) { RecordsValues = true };
        var sources = new Dictionary<IPAddress, TrafficSource>();
        var decoded = new Request();
        foreach (CapturedRequest request in _requests)
        {
            if (!sources.TryGetValue(request.Client, out TrafficSource? source))
            {
                source = new TrafficSource(table, PeerOf(request.Client));
                sources.Add(request.Client, source);
            }
            decoded.Decode(request.Unit, request.Pdu, 0, request.Pdu.Length);
            RequestFate fate = request.IsAnswered ? RequestFate.Answered : RequestFate.Unanswered;
            source.Note(decoded, fate, false, request.Exception, request.Time / Millisecond, Known(request) / Millisecond);
        }
        table.Read(status, 0);
        return table.Copy(0);
    }

    // When it was known what became of it: rows are noted in this order.
    private static long Known(CapturedRequest request) => request.IsAnswered ? request.ResponseTime : request.Time;

    private Peer PeerOf(IPAddress client)
    {
        return new Peer(PeerTransport.Plain, client.ToString(), "", RoleOf(client), "", long.MaxValue);
    }
}
