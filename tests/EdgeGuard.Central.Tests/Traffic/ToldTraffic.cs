using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Central.Tests;

/// <summary>A module that tells what its clients ask, with the product's own table, reports and seals.</summary>
internal sealed class ToldTraffic
{
    internal const int IntervalMs = 300_000;

    internal static readonly Peer Scada = Client("scada-1", "Scada", "10.7.0.20", 'a');
    internal static readonly Peer Alice = Client("alice", "Operator", "10.7.0.31", 'b');
    internal static readonly Peer Plain = new(PeerTransport.Plain, "10.7.0.55", "", "Scada", "", long.MaxValue);

    private readonly SimulatedIdentity _identity;
    private readonly int _rows;

    internal ToldTraffic(
        string module = "pump-3", string site = "plant-7", bool isSealed = true, int rows = 64, FakeClock? clock = null, int boot = 1)
    {
        _identity = new SimulatedIdentity(site, module, null, TestModule.KeyOf(module), isSealed);
        _rows = rows;
        Clock = clock ?? new FakeClock();
        Traffic = new SimulatedTraffic(_identity, boot, Clock, IntervalMs, rows);
    }

    internal string Topic => $"edgeguard/v1/{_identity.Site}/{_identity.Name}/traffic";

    internal FakeClock Clock { get; }

    internal SimulatedTraffic Traffic { get; private set; }

    internal static Peer Client(string name, string role, string address, char digit) => new(
        PeerTransport.Tls, address, $"CN={name},O=Plant", role, new string(digit, 64), long.MaxValue);

    /// <summary>Asks so many times, a second apart.</summary>
    internal ToldTraffic Ask(Peer client, string request, int times = 1, RequestFate fate = RequestFate.Answered, int exception = 0)
    {
        for (int i = 0; i < times; i++)
        {
            Clock.Advance(1000);
            Traffic.Ask(client, request, fate, exception);
        }
        return this;
    }

    /// <summary>It starts again, with an empty table.</summary>
    internal void Restart(int boot) => Traffic = new SimulatedTraffic(_identity, boot, Clock, IntervalMs, _rows);

    /// <summary>What it reports next.</summary>
    internal List<byte[]> Reports()
    {
        Clock.Advance(IntervalMs);
        List<byte[]> messages = [];
        for (int length; (length = Traffic.Reports.Next(Clock.Now)) > 0; Traffic.Reports.Sent())
        {
            messages.Add([.. Traffic.Reports.Buffer.Take(length)]);
        }
        return messages;
    }

    /// <summary>Tells a console what it reports next; each message is kept.</summary>
    internal async Task Tell(Intake intake)
    {
        foreach (byte[] message in Reports()) Assert.AreEqual(Receipt.Stored, await intake.Take(Topic, message));
    }
}
