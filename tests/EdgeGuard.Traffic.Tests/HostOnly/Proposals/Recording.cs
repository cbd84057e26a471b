using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic.Tests.HostOnly.Proposals;

/// <summary>Requests recorded in a table, from which a policy is proposed. Its time is UTC.</summary>
internal sealed class Recording
{
    internal const long Day = 24 * 3600 * 1000;

    private readonly Dictionary<(string, string?), TrafficSource> _sources = [];
    private readonly Request _request = new();

    internal Recording(int rows = TrafficTable.HostRows, bool recordsValues = true)
    {
        Table = new TrafficTable(rows, Now) { RecordsValues = recordsValues };
    }

    internal TrafficTable Table { get; }

    internal long Now { get; set; } = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    internal TrafficRow[] Rows => Table.Copy(0);

    /// <summary>Asks as people write it, at once or a second apart.</summary>
    internal void Ask(
        string request, string address = "10.0.0.5", string? role = "HMI", int times = 3, RequestFate fate = RequestFate.Answered,
            int exception = 0)
    {
        var reader = new RequestReader();
        byte[]? pdu = reader.Read(request);
        Assert.IsNotNull(pdu, reader.Problem);
        for (int i = 0; i < times; i++, Now += 1000) Note(address, role, reader.Unit, pdu, fate, exception);
    }

    internal void Note(string address, string? role, byte unit, byte[] pdu, RequestFate fate = RequestFate.Answered, int exception = 0)
    {
        if (!_sources.TryGetValue((address, role), out TrafficSource? source))
        {
            source = new TrafficSource(Table, new Peer(PeerTransport.Plain, address, "", role, "", long.MaxValue));
            _sources.Add((address, role), source);
        }
        _request.Decode(unit, pdu, 0, pdu.Length);
        source.Note(_request, fate, false, exception, Now, Now);
    }

    internal Proposal Propose(long since = 0) => Proposer.Make(Rows, new ProposalOptions { Since = since });

    /// <summary>The policy's lines without comments, each behind its role: <c>HMI: allow 3 unit 1 address 0-9</c>.</summary>
    internal string[] Lines(long since = 0)
    {
        PolicyReading reading = Read(Propose(since));
        return [.. reading.Document.Roles.SelectMany(role => role.Lines.Select(line => role.Name + ": " + PolicyWriter.WriteLine(line)))];
    }

    internal static PolicyReading Read(Proposal proposal)
    {
        PolicyReading reading = PolicyReader.Read(proposal.Text);
        Assert.IsNotNull(reading.Policy, (reading.Problems.Count > 0 ? reading.Problems[0] + "\n" : "") + proposal.Text);
        return reading;
    }
}
