using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading.Tasks;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Central.Tests;

/// <summary>A module that tells its policies: the first, and another one that a person committed.</summary>
internal sealed class PolicyStory(WebConsole console, TestModule module)
{
    internal const string Old = """
        edgeguard-policy 1
        policy pump version 7
        limit client 50/s burst 20

        role Operator
          allow 3 unit 1 address 0-199 # <b>&amp;
          allow 6 unit 1 address 40 value 0-1500
        never programming

        """;

    internal static readonly string New = Old.Replace("version 7", "version 8").Replace("0-1500", "0-9999");

    private readonly Intake _intake = new(
        console.Server.Archive, () => TestModule.Keys(module.Key), console.Time, null, new PolicyIntake(console.Server.PolicyTexts));

    internal static string Hash(string text) => PolicyReader.Read(text).Policy!.HashText();

    /// <summary>All of it: two policies, and the events that they came into force. Sequences from 11 on.</summary>
    internal async Task Run()
    {
        await Tell(Old, 3);
        await Tell(New, 4);
        await Store(Active(11, Old, 3), Committed(12, 3), Active(13, New, 4), Committed(14, 4));
        await State(New, 4);
    }

    internal Task<Receipt> Take(string topic, byte[] bytes) => _intake.Take(topic, bytes);

    internal IEnumerable<(string Topic, byte[] Bytes)> Parts(string text, int generation)
    {
        var reports = new PolicyTextReports(
            $"edgeguard/v1/{module.Site}/{module.Name}/policy-text", module.Key.Stream, 1, new BatchSeal(new SystemHmac(), module.Key.Key));
        reports.Use(text, PolicyReader.Read(text).Policy!.GetHash(), generation);
        for (int length; (length = reports.Next(int.MaxValue)) > 0; reports.Sent()) yield return (reports.Topic, reports.Buffer[..length]);
    }

    internal async Task Tell(string text, int generation)
    {
        console.Time.Now += TimeSpan.FromSeconds(1);
        foreach ((string topic, byte[] bytes) in Parts(text, generation)) Assert.AreEqual(Receipt.Stored, await Take(topic, bytes));
    }

    internal async Task State(string text, int generation)
    {
        var status = new ModuleStatus(module.Key.Stream, 1, new Inventory("0", "test", "plc", []));
        status.SetConfiguration(new ConfigurationStatus("enforce", "pump", generation + 4, Hash(text), generation));
        Assert.AreEqual(Receipt.Stored, await Take($"edgeguard/v1/{module.Site}/{module.Name}/state", Report.Online(status, 1)));
    }

    internal async Task Store(params EventRecord[] records)
    {
        var person = new Peer(PeerTransport.Console, "console", "anna", "technician", "", long.MaxValue);
        var client = new Peer(PeerTransport.Tls, "10.0.0.7", "CN=alice", "Operator", new string('a', 64), long.MaxValue);
        foreach (EventRecord record in records)
        {
            Peer? peer = record.Code == EventCode.RequestRefused ? client : record.Code == EventCode.ConfigurationCommitted ? person : null;
            Assert.AreEqual(Receipt.Stored, await Take(module.EventsTopic, module.Next([record], peer)));
        }
    }

    internal static EventRecord Active(long sequence, string text, int generation) => new()
    {
        Sequence = sequence,
        Utc = 1_790_000_000_000 + sequence,
        Trust = ClockTrust.Trusted,
        Code = EventCode.ConfigurationActive,
        A = generation,
        B = BinaryPrimitives.ReadInt32BigEndian(PolicyReader.Read(text).Policy?.GetHash() ?? new byte[4]),
    };

    internal static EventRecord Committed(long sequence, int generation) => new()
    {
        Sequence = sequence,
        Utc = 1_790_000_000_000 + sequence,
        Trust = ClockTrust.Trusted,
        Code = EventCode.ConfigurationCommitted,
        A = generation,
    };
}
